"""The rules for coroutines; tests/compiler shows what they protect from."""

import re

from rules import rule

CO_KEYWORD = re.compile(r"\bco_(?:await|return|yield)\b")
AWAIT = re.compile(r"(?<!operator )\bco_await\b")

# What may stand between the beginning of a statement and its co_await.
TYPE = r"(?:\[\[maybe_unused\]\]\s*)?(?:const\s+)?[A-Za-z_][\w:]*(?:\s*<[^;{}()]*>)?"
PREFIX = re.compile(r"(?:co_return\s+|(?:%s\s+)?\w+\s*=\s*|\w+(?:(?:\.|->)\w+)+\s*=\s*)?" % TYPE)
LABEL = re.compile(r"\s*(?:case\b(?:[^;:{}]|::)*|default\s*):(?!:)")
CONTROL = re.compile(r"\s*(?:(?:if(?:\s+constexpr)?|while|for)\s*(?=\()|(?:else|do)\b)")
ATTRIBUTE = re.compile(r"\s*\[\[(?:un)?likely\]\]")

# What would make the awaited expression only a part of a larger one.
OPERATOR = re.compile(r"[-+/%^|?=,!~<>]|&&|[\w)\]}]\s*[*&]")


@rule("await")
def await_alone(project):
    for source in project.sources.values():
        for match in AWAIT.finditer(source.flat):
            reason = reason_against(source, match)
            if reason:
                yield source, match.start(), (
                    f"{reason}; write `const auto v = co_await x;` and use v "
                    "(g++ miscompiles what is more than that)")


def reason_against(source, match):
    """Why this co_await does not stand alone in its statement, or None."""
    begin = statement_begin(source, match.start())
    if begin is None:
        return "co_await inside an expression or a condition"
    prefix = source.flat[skip_control(source, begin, match.start()):match.start()].strip()
    if prefix and not PREFIX.fullmatch(prefix + " "):
        return f"co_await after `{' '.join(prefix.split())}`"
    awaited = awaited_expression(source, match.end())
    if awaited is None:
        return "co_await inside an initialiser"
    if OPERATOR.search(without_template_arguments(awaited.replace("->", "."))):
        return "co_await as a part of a larger expression"
    return None


def statement_begin(source, at):
    """The offset after the last ; { or } before `at`, or None if brackets are open there."""
    at -= 1
    while at >= 0:
        char = source.flat[at]
        if char in ";{}":
            return at + 1
        if char in "([":
            return None
        if char in ")]":
            at = source.partner.get(at, 0)
        at -= 1
    return 0


def skip_control(source, at, end):
    """Skips `case x:`, `if (...)`, `else` and the like: their statement begins after them."""
    while True:
        match = (LABEL.match(source.flat, at, end) or CONTROL.match(source.flat, at, end)
                 or ATTRIBUTE.match(source.flat, at, end))
        if not match:
            return at
        at = match.end()
        if source.flat[at] == "(":
            at = source.partner.get(at, end) + 1


def awaited_expression(source, at):
    """From co_await to the semicolon, brackets emptied; None if something closes before it."""
    kept = []
    while at < len(source.flat) and source.flat[at] != ";":
        char = source.flat[at]
        if char in ")]}":
            return None
        if char in "([{":
            kept.append(char)
            at = source.partner.get(at, at)
        kept.append(source.flat[at])
        at += 1
    return "".join(kept)


def without_template_arguments(text):
    while True:
        shorter = re.sub(r"<[\w\s:,*&]*>(?=\s*(?:[({>,]|::))", "", text)
        if shorter == text:
            return text
        text = shorter


@rule("lambda")
def lambda_coroutine(project):
    for source in project.sources.values():
        for begin, end in source.lambdas:
            if CO_KEYWORD.search(source.flat, begin, end):
                yield source, begin, "a coroutine lambda loses its captures; write a function"


@rule("parameter")
def parameters(project):
    """A non-const reference says that the caller keeps it; a const one takes temporaries."""
    for source in project.sources.values():
        for function in source.functions:
            if not CO_KEYWORD.search(source.flat, function.open, function.close):
                continue
            begin = source.flat.find("(", function.start, function.open)
            list_of = source.flat[begin:source.partner.get(begin, begin)]
            match = re.search(r"\bconst\b[^,()]*&|\bconst\s*&|&&", list_of)
            if match:
                yield source, begin, (
                    f"`{match[0]}`: a coroutine takes its parameters by value; a temporary dies "
                    "at the first suspension")
