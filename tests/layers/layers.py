#!/usr/bin/env python3
"""Proves that a layer can include what it links, and nothing else.

usage: layers.py SOURCE_DIR BINARY_DIR COMPILER

It compiles one line, `#include "a header of another layer"`, with exactly the include path that a
layer got from CMake. From the layers that it declares, the header must be found; from those above
and beside it, the compiler must not find it.
"""

import pathlib
import subprocess
import sys
from dataclasses import dataclass


@dataclass
class Layer:
    name: str
    path: str
    depends: list
    includes: list


def read_layers(binary):
    layers = {}
    for line in (binary / "layers.txt").read_text().splitlines():
        name, path, depends, includes = line.split("|")
        layers[name] = Layer(name, path, depends.split(), includes.split())
    return layers


def reachable(layers, name):
    """The layers that `name` links, directly or not. Layers that do not exist yet link nothing."""
    found = {name}
    for below in layers[name].depends:
        if below in layers:
            found |= reachable(layers, below)
    return found


def includes_it(compiler, layer, header):
    """True if the header is found, False if it is not; anything else is an error of this test."""
    flags = [f"-I{directory}" for directory in layer.includes]
    result = subprocess.run(
        [compiler, "-std=c++20", "-E", "-x", "c++", *flags, "-o", "/dev/null", "-"],
        input=f'#include "{header}"\n', capture_output=True, text=True, cwd="/")
    if result.returncode == 0:
        return True
    first = result.stderr.splitlines()[0]
    if header in first and ("No such file" in first or "not found" in first):
        return False
    sys.exit(f"layers: cannot tell whether {layer.name} includes {header}:\n{result.stderr}")


def check_pairs(layers, source, compiler):
    errors = []
    pairs = 0
    for lower in layers.values():
        header = min((source / lower.path).rglob("*.hpp"), default=None)
        if header is None:
            continue
        header = str(header.relative_to(source))
        for layer in layers.values():
            allowed = lower.name in layer.depends
            if not allowed and lower.name in reachable(layers, layer.name):
                continue  # itself, or further down
            pairs += 1
            if includes_it(compiler, layer, header) != allowed:
                verb = "cannot include" if allowed else "includes"
                errors.append(f"layer {layer.name} {verb} {header} of layer {lower.name}")
    return pairs, errors


def check_sources_are_hidden(layers, source, binary):
    """No include path leads into the sources except through a view."""
    errors = []
    for layer in layers.values():
        for directory in map(pathlib.Path, layer.includes):
            if directory.is_relative_to(source) and not directory.is_relative_to(binary):
                errors.append(f"layer {layer.name} has the source folder {directory} on its path")
    return errors


def main():
    source, binary = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    layers = read_layers(binary)
    pairs, errors = check_pairs(layers, source, sys.argv[3])
    errors += check_sources_are_hidden(layers, source, binary)
    for error in errors:
        print(f"layers: {error}")
    print(f"layers: {len(layers)} layers, {pairs} pairs compiled, {len(errors)} errors")
    sys.exit(1 if errors or pairs < 1 else 0)


main()
