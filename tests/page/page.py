"""The page of `txlab run --report html=FILE` in a real browser: see examine.mjs.

usage: page.py TXLAB SOURCE_FOLDER BUILD_FOLDER figures|morning|sweep|deadlock|lost|alone|planted
  figures          what captions compute, without a browser
  morning, sweep, deadlock, lost, alone
                   the page of a real run; pictures of every section are left in BUILD_FOLDER/page
  planted          pages with something wrong; each must be found out
exits with 77, and a word, without npm, without a browser, or if txlab was built without the bundle;
with CI=true that is a failure
"""
import base64
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

RUNS = {
    "morning": ["scenarios/library/discount-purchase.yaml", "--replications", "2"],
    "sweep": ["scenarios/library/refusals-and-precheck.yaml", "--replications", "2"],
    "deadlock": ["tests/page/deadlock.yaml"],
    "lost": ["scenarios/library/order-ids.yaml", "--replications", "2"],
    "alone": ["tests/page/unmeasured.yaml", "-s", "mq-tx"],
    "planted": ["scenarios/library/calm.yaml", "--replications", "2"],
}

def with_other_script(html, old, new):
    """The script spoiled and its hash with it, so that a browser runs it."""
    script = re.search(r"<script>(.*)</script>\n</body>", html, re.DOTALL)[1]
    spoiled = script.replace(old, new)
    assert spoiled != script, f"nothing to spoil: {old}"
    before, after = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (script, spoiled))
    return html.replace(before, after).replace(script, spoiled)


def with_empty_setting(html):
    """A sweep of two points, and nobody at the second."""
    data = re.search(r'id="report">(.*?)</script>', html, re.DOTALL)[1]
    report = json.loads(data)
    points = report["result"]["points"]
    points[0]["set"] = {"a": 1}
    points.append({**points[0], "set": {"a": 2}, "strategies": []})
    return html.replace(data, json.dumps(report).replace("<", "\\u003c"))


# What is done to a page, and a word that must be in the complaint.
PLANTED = {
    "a script that is not the one that was built": (
        lambda html: re.sub(r"</script>\n</body>", ";void 0</script>\n</body>", html), "draw itself"),
    "an image from elsewhere": (
        lambda html: html.replace('<div id="page">', '<img alt="" src="https://example.org/a.png"><div id="page">'),
        "example.org"),
    "an image that says nothing": (
        lambda html: html.replace('<div id="page">', '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><div id="page">'),
        "axe"),
    "colours that cannot be read": (
        lambda html: html.replace("--ink: #1c1e21", "--ink: #dddddd"), "contrast"),
    "a table that paper cuts off": (
        lambda html: html.replace("table { font-size: 7pt;", "table { font-size: 30pt;"), "on paper"),
    "a message without words": (
        lambda html: re.sub(r'"baseline":"[^"]*"', '"baseline":"[title.cost]"', html), "title.cost"),
    "a superlative that leaves out who ties": (
        lambda html: with_other_script(html, "most by {most} ({high}). Listed", "most by one ({high}). Listed"), "ties for the most"),
    "a table that hides what was sold": (
        lambda html: with_other_script(html, '("bought")', '("open")'), "sold to"),
    "other settings that cannot be drawn": (with_empty_setting, "section fails"),
    "numbers that are none": (
        lambda html: html.replace('"description":"', '"description":"","tool":"NaN","was":"'), "NaN"),
}


def skip(why):
    """What CI should have may not be missing there."""
    print(why)
    sys.exit(1 if os.environ.get("CI") == "true" else 77)


def browser():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return skip("there is no browser (apt-get install chromium)")


def installed(source, build):
    """The packages of the lock file; nothing of them is executed while they are fetched."""
    if not shutil.which("npm") or not shutil.which("node"):
        skip("there is no npm")
    folder = build / "npm" / "page"
    folder.mkdir(parents=True, exist_ok=True)
    here = source / "tests/page"
    for name in ("package.json", "package-lock.json", "examine.mjs", "controls.mjs", "report.mjs", "verdict.mjs"):
        shutil.copy(here / name, folder / name)
    wanted = (here / "package-lock.json").read_text()
    done = folder / "installed"
    if done.exists() and done.read_text() == wanted:
        return folder
    command = ["npm", "ci", "--ignore-scripts", "--silent", "--fetch-retries=0"]
    if subprocess.run(command, cwd=folder, check=False).returncode != 0:
        skip("the registry of npm does not answer")
    done.write_text(wanted)
    return folder


def page_of(txlab, source, build, name):
    folder = build / "page"
    folder.mkdir(exist_ok=True)
    page = folder / f"{name}.html"
    command = [txlab, "run", *RUNS[name], "--report", f"html={page}", "-q"]
    subprocess.run(command, cwd=source, stdout=subprocess.DEVNULL, check=False)
    if "<script>" not in page.read_text():
        skip("txlab was built without the bundle (TXLAB_WEB_REPORT)")
    return page


def examine(node_folder, program, pages, pictures="-"):
    command = ["node", "examine.mjs", program, str(pictures), *map(str, pages)]
    return subprocess.run(command, cwd=node_folder, capture_output=True, text=True, check=False)


def not_found_out(node_folder, program, page):
    """The names of planted mistakes of which nothing was said."""
    html = page.read_text()
    pages = [page.with_name(f"planted-{i}.html") for i in range(len(PLANTED))]
    for spoiled, (spoil, _) in zip(pages, PLANTED.values()):
        spoiled.write_text(spoil(html))
    said = examine(node_folder, program, pages).stdout.splitlines()
    for spoiled, (name, (_, word)) in zip(pages, PLANTED.items()):
        about = [line for line in said if line.startswith(f"{spoiled}: ")]
        if not any(word in line for line in about):
            yield name, about


def main(txlab, source, build, check):
    if check == "figures":
        node = shutil.which("node") or skip("there is no node")
        return subprocess.run([node, "--test", source / "tests/page/figures_test.mjs"], check=False).returncode
    program = browser()
    folder = installed(source, build)
    page = page_of(txlab, source, build, check)
    if check != "planted":
        ran = examine(folder, program, [page], build / "page" / check if check == "morning" else "-")
        print(ran.stdout + ran.stderr)
        return ran.returncode
    missed = list(not_found_out(folder, program, page))
    for name, about in missed:
        print(f"not found out: {name}:", *about, sep="\n  ")
    print(f"page: {len(PLANTED)} planted mistakes, {len(missed)} not found out")
    return len(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]), sys.argv[4]))
