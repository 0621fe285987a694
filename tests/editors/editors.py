"""What an editor shows in a scenario: the YAML language server with the schema that txlab prints.

Every file of tests/bad and of the library is opened as an editor opens it, with the modeline that
names the schema. Files of the library and files whose meaning is wrong show nothing; files whose
shape is wrong show something on the line on which `txlab lint` finds a mistake.

usage: editors.py TXLAB SOURCE_FOLDER BUILD_FOLDER agrees_with_lint|planted|fits_schema_store
exits with 77, and a word, without npm; `planted` gives editors a schema that allows everything, and
every file of wrong shape must be found out. `fits_schema_store` opens nothing: schema_store.mjs.
"""
import json
import pathlib
import queue
import shutil
import subprocess
import sys
import threading

MODELINE = "# yaml-language-server: $schema=%s\n"  # one line above every file


def installed(source, build):
    """The packages of the lock file; nothing of them is executed while they are fetched."""
    if not shutil.which("npm") or not shutil.which("node"):
        sys.exit(skip("there is no npm"))
    folder = build / "npm" / "editors"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = (source / "tests/editors/package-lock.json").read_text()
    done = folder / "installed"
    if done.exists() and done.read_text() == wanted:
        return folder
    for name in ("package.json", "package-lock.json"):
        shutil.copy(source / "tests/editors" / name, folder / name)
    command = ["npm", "ci", "--ignore-scripts", "--silent", "--fetch-retries=0"]
    if subprocess.run(command, cwd=folder, check=False).returncode != 0:
        sys.exit(skip("the registry of npm does not answer"))
    done.write_text(wanted)
    return folder


def skip(why):
    print(why)
    return 77


class Server:
    """The language server over its standard streams (LSP 3.17, base protocol)."""

    def __init__(self, folder):
        program = folder / "node_modules/yaml-language-server/bin/yaml-language-server"
        self.process = subprocess.Popen(["node", str(program), "--stdio"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        self.messages = queue.Queue()
        threading.Thread(target=self.listen, daemon=True).start()
        self.send({"id": 1, "method": "initialize",
                   "params": {"processId": None, "rootUri": None, "capabilities": {}}})
        self.wait(lambda message: message.get("id") == 1)
        self.send({"method": "initialized", "params": {}})
        settings = {"yaml": {"validate": True, "schemaStore": {"enable": False}}}
        self.send({"method": "workspace/didChangeConfiguration", "params": {"settings": settings}})

    def listen(self):
        stream = self.process.stdout
        while line := stream.readline():
            length = int(line.split(b":")[1])
            while stream.readline().strip():
                pass
            self.messages.put(json.loads(stream.read(length)))

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def wait(self, wanted):
        while True:
            message = self.messages.get(timeout=60)
            if "id" in message and "method" in message:  # a question of the server's
                self.send({"id": message["id"], "result": None})
            if wanted(message):
                return message

    def diagnostics(self, texts):
        """By uri. The server looks at a text only some time after it was opened, so all are."""
        for uri, text in texts.items():
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
            self.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        shown = {}
        while len(shown) < len(texts):
            answer = self.wait(lambda one: one.get("method") == "textDocument/publishDiagnostics")
            shown[answer["params"]["uri"]] = [(one["range"]["start"]["line"], one["message"])
                                              for one in answer["params"]["diagnostics"]]
        return shown


def lint_lines(txlab, file):
    ran = subprocess.run([txlab, "lint", "--format", "json", str(file)], capture_output=True,
                         check=False)
    return {one["line"] for one in json.loads(ran.stdout)["diagnostics"]}


def complaint(kind, shown, lines):
    """What is wrong with what the editor shows for a file of this kind; nothing if it is right."""
    if kind != "shape":
        return f"the editor shows {shown}" if shown else None
    if not shown:
        return "the editor shows nothing"
    if not lines & {line for line, _ in shown}:
        return f"lint finds mistakes on lines {sorted(lines)}, the editor shows {shown}"
    return None


def fits_schema_store(source, folder, schema):
    script = source / "tests/editors/schema_store.mjs"
    return subprocess.run(["node", str(script), str(folder), str(schema), "txlab-scenario"],
                          check=False).returncode


def main(txlab, source, build, check):
    folder = installed(source, build)
    schema = build / "npm" / "editors" / f"{check}.schema.json"
    ours = subprocess.run([txlab, "schema"], capture_output=True, check=True).stdout
    schema.write_bytes(b"{}" if check == "planted" else ours)
    if check == "fits_schema_store":
        return fits_schema_store(source, folder, schema)
    server = Server(folder)
    files = [(kind, file) for kind in ("shape", "meaning")
             for file in sorted((source / "tests/bad" / kind).glob("*.yaml"))]
    files += [("library", file) for file in sorted((source / "scenarios/library").rglob("*.yaml"))]
    modeline = MODELINE % schema.as_uri()
    shown = server.diagnostics({file.as_uri(): modeline + file.read_text() for _, file in files})
    failures = 0
    for kind, file in files:
        lines = lint_lines(txlab, file) if kind == "shape" else set()
        wrong = complaint(kind, shown[file.as_uri()], lines)
        if wrong:
            failures += 1
            print(f"{file.relative_to(source)}: {wrong}")
    server.process.kill()
    print(f"editors: {len(files)} files, {failures} failures")
    expected = 0 if check == "agrees_with_lint" else sum(kind == "shape" for kind, _ in files)
    return failures != expected or len(files) < 400


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]), sys.argv[4]))
