#!/usr/bin/env python3
"""Checks the rules of the house.

usage: tidy.py [FILE...]     all C++ files of the project, or only the messages about FILEs
       tidy.py --selftest    every rule sees what was planted for it, and is silent without

Messages: file:line: rule: hint. Exceptions, with reasons, are in ALLOWED (rules.py).
"""

import os
import pathlib
import re
import subprocess
import sys

import cases
import coroutines  # registers its rules
from rules import ALLOWED, RULES
from source import Source

ROOT = pathlib.Path(__file__).resolve().parents[2]
CPP = (".cpp", ".hpp", ".h", ".hh", ".cc", ".cxx", ".ipp", ".inl")


class Project:
    """C++ files by path, and the folders from which the build takes sources."""

    def __init__(self, texts, layers):
        self.sources = {path: Source(path, text) for path, text in sorted(texts.items())}
        self.built = [f"{top}{layer}/" for top in ("", "tests/") for layer in layers]
        self.built += ["tests/compiler/", "tests/bench/", "tests/bad/", "tests/fuzz/", "tests/regressions/", "tests/postgres/",
                       "tests/places/"]

    def resolve(self, source, include):
        """The path of a quoted include: from the root, or in the same folder; else None."""
        if include in self.sources:
            return include
        neighbour = f"{source.folder}/{include}"
        return neighbour if "/" not in include and neighbour in self.sources else None


def tracked_files():
    """What git knows or would add; without git, everything that is not built or hidden."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode == 0:
        return listing.stdout.split("\0")
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name != "build" and not name.startswith(".")]
        found += [str((pathlib.Path(folder) / name).relative_to(ROOT)) for name in files]
    return found


def read_project():
    texts = {}
    for path in tracked_files():
        if path.endswith(CPP) and (ROOT / path).is_file():
            texts[path] = (ROOT / path).read_text(encoding="utf-8")
    house = (ROOT / "CMakeLists.txt").read_text()
    layers = re.findall(r"txlab_\w+\(NAME \S+ PATH ([^\s)]+)", house)
    return Project(texts, layers)


def is_allowed(name, path):
    return any(name == rule and path.startswith(place) for rule, place in ALLOWED)


def violations(project, names):
    """(path, line, rule, hint)"""
    for name in names:
        for source, offset, hint in RULES[name](project):
            if not is_allowed(name, source.path):
                yield source.path, source.line(offset), name, hint


def check(only):
    project = read_project()
    found = sorted(set(violations(project, RULES)))
    found = [one for one in found if not only or one[0] in only]
    for path, line, name, hint in found:
        print(f"{path}:{line}: {name}: {hint}")
    print(f"tidy: {len(project.sources)} files, {len(RULES)} rules, {len(found)} violations")
    return not found


def selftest():
    failures = [f"{name}: has no planted violation" for name in RULES if name not in cases.CASES]
    count = 0
    for name, planted in cases.CASES.items():
        for texts, expected in planted:
            count += 1
            project = Project(texts, cases.LAYERS)
            lines = [line for _, line, _, _ in violations(project, [name])]
            if lines != expected:
                failures.append(f"{name}: lines {lines} instead of {expected} of {texts}")
    for failure in failures:
        print(failure)
    print(f"tidy: {len(RULES)} rules, {count} planted cases, {len(failures)} failures")
    return not failures


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(0 if (selftest() if arguments == ["--selftest"] else check(arguments)) else 1)
