#!/usr/bin/env python3
"""Checks what `txlab trace` exports by something that txlab has not written.

usage: traces.py CHECK TXLAB SOURCE_DIR BINARY_DIR

CHECK is one of
  perfetto  protoc --decode_raw, and the numbers of Perfetto's fields
  shiviz    the regular expression that the log brings along, and the rules of ShiViz for clocks
  otlp      the fields that opentelemetry-proto requires, ids, parents and times
  edn       Clojure's reader, and a checker of list-append histories in Clojure
  mermaid   Mermaid's own parser from npm

Each also has planted mistakes that must be refused. Exits with 77 (skipped) if a tool is missing.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys

SKIPPED = 77
MERMAID = "10.9.3"  # the last of version 10; its bundle runs without its dependencies


def fail(why):
    sys.exit(f"traces: {why}")


def skip(why):
    print(f"traces: skipped: {why}")
    sys.exit(SKIPPED)


def need(tool):
    if shutil.which(tool) is None:
        skip(f"{tool} is not installed (scripts/setup ci)")


class Exports:
    """What is exported: every kept trail, and purchases of scenarios with faults of all kinds."""

    def __init__(self, txlab, source, folder):
        self.txlab, self.source, self.folder = txlab, source, folder
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, format):
        library = self.source / "scenarios/library"
        subjects = [([str(trail)], trail.stem)
                    for trail in sorted((self.source / "tests/regressions").glob("*.trail"))]
        for scenario, strategy in (("calm", "tcc"), ("coordinator-crash", "xa"),
                                   ("lost-confirmation", "with-check")):
            subjects.append(([str(library / f"{scenario}.yaml"), "-s", strategy, "--purchase", "7"],
                             f"{scenario}-{strategy}"))
        files = []
        for arguments, name in subjects:
            file = self.folder / f"{name}.{format}"
            subprocess.run([self.txlab, "trace", *arguments, "-q", "--format", format,
                            "-o", str(file)], check=True)
            files.append(file)
        if len(files) < 5:
            fail("there is nothing to export")
        return files


# --- Perfetto: the text of protoc --decode_raw as nested lists of (number, value) ---------------

def decoded(data):
    text = subprocess.run(["protoc", "--decode_raw"], input=data, capture_output=True, check=True)
    stack = [[]]
    for line in text.stdout.decode().splitlines():
        line = line.strip()
        if line.endswith("{"):
            stack.append([])
            stack[-2].append((int(line.split()[0]), stack[-1]))
        elif line == "}":
            stack.pop()
        else:
            number, value = line.split(": ", 1)
            stack[-1].append((int(number), value))
    return stack[0]


def only(fields, number):
    return [value for found, value in fields if found == number]


def perfetto_mistake(packets):
    """Why these packets are no sound trace, or nothing."""
    tracks, depth, flows, ends = {}, {}, set(), set()
    before = -1
    for number, packet in packets:
        if number != 1:
            return f"field {number} in Trace, packets are 1"
        if not only(packet, 10):
            return "a packet without trusted_packet_sequence_id (10)"
        for track in only(packet, 60):
            uuid = only(track, 1)[0]
            process = only(track, 3)
            if not process and only(track, 5)[0] not in tracks:
                return f"track {uuid} has a parent (5) that is not described before it"
            if process and not (only(process[0], 1) and only(process[0], 6)):
                return f"process of track {uuid} without pid (1) or name (6)"
            tracks[uuid] = track
        for event in only(packet, 11):
            at = int(only(packet, 8)[0])
            if at < before:
                return "time (8) goes backwards"
            before = at
            kind, uuid = only(event, 9)[0], only(event, 11)[0]
            if uuid not in tracks:
                return f"an event of a track {uuid} that is not described"
            if kind in "13" and not only(event, 23):
                return "a slice or instant without name (23)"
            depth[uuid] = depth.get(uuid, 0) + {"1": 1, "2": -1, "3": 0}[kind]
            if depth[uuid] < 0:
                return "a slice ends (9: 2) that has not begun"
            flows |= set(only(event, 47))
            if set(only(event, 48)) - flows:
                return "a flow ends (48) that has not begun (47)"
            ends |= set(only(event, 48))
    if any(depth.values()):
        return "a slice is left open"
    if not flows or flows != ends:
        return f"flows that begin: {len(flows)}, that end: {len(ends)}"
    return None


def check_perfetto(exports):
    need("protoc")
    for file in exports.write("perfetto"):
        packets = decoded(file.read_bytes())
        mistake = perfetto_mistake(packets)
        if mistake:
            fail(f"{file}: {mistake}")
        events = [p for _, p in packets if only(p, 11)]
        for planted in (packets[1:], packets[:-1] + [(1, [(8, "1"), (10, "1"), (11, [(9, "2")])])],
                        [(1, [field for field in p if field[0] != 10]) for _, p in packets],
                        [(n, p) for n, p in packets if p is not events[0]]):
            try:
                found = perfetto_mistake(planted)
            except IndexError:
                found = "a field is missing"
            if not found:
                fail(f"{file}: a planted mistake was not seen")


# --- ShiViz: shiviz js/model/parser.js and js/model/vectorTimestamp.js say what a log must be ----

def shiviz_mistake(log):
    expression, delimiter, body = log.split("\n", 2)
    if delimiter:
        return "the second line is the delimiter of executions, and there is one execution"
    for group in ("event", "host", "clock"):
        if f"(?<{group}>" not in expression:
            return f"the expression has no group {group}"
    pattern = re.compile(expression.replace("(?<", "(?P<"), re.MULTILINE)
    matches = list(pattern.finditer(body))
    if len(matches) * 2 != len(body.splitlines()):
        return "lines that the expression does not match"
    own, known = {}, {}
    for match in matches:
        host, clock = match["host"], json.loads(match["clock"])
        if clock.get(host) != own.get(host, 0) + 1:
            return f"{host} counts from {own.get(host, 0)} to {clock.get(host)}"
        own[host] = clock[host]
        for other, count in known.get(host, {}).items():
            if clock.get(other, 0) < count:
                return f"{host} forgets what it knew of {other}"
        for other, count in clock.items():
            if count < 1 or count > own.get(other, 0):
                return f"{host} knows {count} events of {other}, which has had {own.get(other, 0)}"
        known[host] = clock
    return None if matches else "an empty log"


def check_shiviz(exports):
    for file in exports.write("shiviz"):
        log = file.read_text()
        mistake = shiviz_mistake(log)
        if mistake:
            fail(f"{file}: {mistake}")
        lines = log.split("\n")
        forgetful = re.sub(r'"customers":\d+, ', "", log)
        for planted in ("\n".join(lines[:2] + lines[4:]), log + "no clock here\n", forgetful,
                        log.replace("(?<clock>", "(?<when>")):
            if planted != log and not shiviz_mistake(planted):
                fail(f"{file}: a planted mistake was not seen")


# --- OTLP: opentelemetry-proto, trace/v1/trace.proto and docs/specification.md --------------------

def otlp_mistake(trace):
    spans, parents, links = {}, [], []
    for resource in trace["resourceSpans"]:
        keys = [attribute["key"] for attribute in resource["resource"]["attributes"]]
        if "service.name" not in keys:
            return "a resource without service.name"
        for scope in resource["scopeSpans"]:
            for span in scope["spans"]:
                if not re.fullmatch("(?!0{32})[0-9a-f]{32}", span["traceId"]):
                    return f"traceId {span['traceId']}"
                if not re.fullmatch("(?!0{16})[0-9a-f]{16}", span["spanId"]):
                    return f"spanId {span['spanId']}"
                if span["spanId"] in spans:
                    return f"two spans {span['spanId']}"
                if not span["name"] or span["kind"] not in range(1, 6):
                    return f"name or kind of {span['spanId']}"
                times = span["startTimeUnixNano"], span["endTimeUnixNano"]
                if not all(isinstance(t, str) and t.isdigit() for t in times):
                    return "times are strings of nanoseconds"
                if int(times[1]) < int(times[0]):
                    return f"{span['name']} ends before it begins"
                spans[span["spanId"]] = span
                if "parentSpanId" in span:
                    parents.append(span)
                links += [(link, span) for link in span.get("links", [])]
    for span in parents:
        parent = spans.get(span["parentSpanId"])
        if parent is None or parent["traceId"] != span["traceId"]:
            return f"{span['name']} has no parent in its trace"
        if int(parent["startTimeUnixNano"]) > int(span["startTimeUnixNano"]):
            return f"{span['name']} begins before its parent"
    for link, span in links:
        if link["spanId"] not in spans or span["kind"] != 5:
            return "a link of something else than a consumer to its sender"
    return None if parents else "no span has a parent"


def check_otlp(exports):
    linked = 0
    for file in exports.write("otlp"):
        text = file.read_text()
        mistake = otlp_mistake(json.loads(text))
        if mistake:
            fail(f"{file}: {mistake}")
        linked += text.count('"links"')
        parent = re.search(r'"parentSpanId": "(\w+)"', text)[1]
        for planted in (text.replace(f'"spanId": "{parent}"', '"spanId": "00000000000000ab"'),
                        re.sub(r'"startTimeUnixNano": "(\d+)"', r'"startTimeUnixNano": \1', text),
                        text.replace("service.name", "service.game"),
                        re.sub(r'"endTimeUnixNano": "\d+"', '"endTimeUnixNano": "1"', text)):
            if not otlp_mistake(json.loads(planted)):
                fail(f"{file}: a planted mistake was not seen")
    if not linked:
        fail("nothing that was sent one way has a link")


# --- EDN and Mermaid: judged by others ---------------------------------------------------------

def verdicts(command, files):
    """The files that were refused, by the exit code and by the words."""
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True)
    refused = [line for line in done.stdout.splitlines() if " REFUSED: " in line]
    if len(refused) != done.returncode or len(done.stdout.splitlines()) < len(files):
        fail(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return refused


def check_edn(exports):
    need("clojure")
    here = exports.source / "tests/traces"
    files = exports.write("edn")
    whole = exports.folder / "calm-mq-tx.edn"
    subprocess.run([exports.txlab, "trace", str(exports.source / "scenarios/library/calm.yaml"),
                    "-s", "mq-tx", "--set", "workload.arrivals.0.for=2s", "--format", "edn", "-o",
                    str(whole)], check=True)
    planted = sorted((here / "histories").glob("*.edn"))
    refused = verdicts(["clojure", str(here / "list_append.clj")], [*files, whole, *planted])
    wanted = [file for file in planted if file.stem != "overlapping"]
    if [line.split(" REFUSED: ")[0] for line in refused] != [str(file) for file in wanted]:
        fail("what was refused, and what was planted:\n  " +
             "\n  ".join(refused + list(map(str, wanted))))
    if not any(":f :purchase" in file.read_text() for file in files):
        fail("no purchase in any history")


def mermaid_bundle(folder):
    """From npm, once per build folder."""
    bundle = folder / "package/dist/mermaid.min.js"
    if bundle.exists():
        return bundle
    folder.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run(["npm", "pack", f"mermaid@{MERMAID}", "--silent"], cwd=folder,
                            capture_output=True, text=True)
    if packed.returncode:
        skip(f"npm gives no mermaid: {packed.stderr.strip()[-200:]}")
    subprocess.run(["tar", "xzf", packed.stdout.split()[-1], "package/dist/mermaid.min.js"],
                   cwd=folder, check=True)
    return bundle


def drawings_of_pages(exports):
    """The drawings on the pages of the strategies, in every language, a file each."""
    files = []
    for page in sorted((exports.source / "docs/strategies").glob("*.md")):
        for number, drawing in enumerate(re.findall("```mermaid\n(.*?)```", page.read_text(), re.S)):
            files.append(exports.folder / f"{page.stem}-{number}.mermaid")
            files[-1].write_text(drawing)
    return files


def check_mermaid(exports):
    need("node")
    need("npm")
    bundle = mermaid_bundle(exports.folder / "npm")
    files = exports.write("mermaid") + drawings_of_pages(exports)
    planted = exports.folder / "planted.mermaid"
    planted.write_text(files[0].read_text().replace(": submit", " submit", 1))
    refused = verdicts(["node", str(exports.source / "tests/traces/mermaid.js"), str(bundle)],
                       [*files, planted])
    if len(refused) != 1 or not refused[0].startswith(str(planted)):
        fail("what was refused:\n  " + "\n  ".join(refused))


def main():
    check, txlab, source, binary = sys.argv[1:]
    folder = pathlib.Path(binary) / "traces" / check
    globals()[f"check_{check}"](Exports(txlab, pathlib.Path(source), folder))


if __name__ == "__main__":
    main()
