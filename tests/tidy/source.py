"""A C++ file as the rules see it: text, code without comments and literals, functions, lambdas."""

import bisect
import re
from dataclasses import dataclass
from functools import cached_property

# Numbers come first, so that the separators of 1'000'000 are no character literals.
TOKEN = re.compile(
    r"""(?P<number>(?<!\w)\d(?:'?[\w.])*)
      | (?P<comment>//(?:\\\n|[^\n])*|/\*.*?\*/)
      | R"(?P<fence>[^()\\\s]{0,16})\(.*?\)(?P=fence)"
      | "(?:\\.|[^"\\\n])*"
      | '(?:\\.|[^'\\\n])*'""", re.S | re.X)
DIRECTIVE = re.compile(r"^[ \t]*#(?:\\\n|[^\n])*", re.M)
OPEN, CLOSE = "([{", ")]}"


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def without_literals(match):
    if match["number"]:
        return match[0]
    if match["comment"]:
        return blank(match[0])
    return match[0][0].replace("R", '"') + blank(match[0][1:-1]) + match[0][-1]


@dataclass
class Function:
    """[start, open): what stands before the body. [open, close]: the body with its braces."""
    header: str
    start: int
    open: int
    close: int


class Source:
    """Offsets are the same in `text`, `code` and `flat`."""

    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.lines = text.split("\n")
        self.folder = path.rpartition("/")[0]
        self.name = path.rpartition("/")[2]

    @cached_property
    def code(self):
        """The text; comments and the insides of literals are blank."""
        return TOKEN.sub(without_literals, self.text)

    @cached_property
    def flat(self):
        """The code without preprocessor directives."""
        return DIRECTIVE.sub(lambda match: blank(match[0]), self.code)

    @cached_property
    def line_starts(self):
        return [0] + [match.end() for match in re.finditer("\n", self.text)]

    def line(self, offset):
        return bisect.bisect_right(self.line_starts, offset)

    @cached_property
    def includes(self):
        """(offset, what is included with its quotes or angle brackets)"""
        found = []
        for match in re.finditer(r"^[ \t]*#[ \t]*include[ \t]*", self.code, re.M):
            rest = self.text[match.end():].partition("\n")[0]
            found.append((match.start(), re.match(r'"[^"]*"|<[^>]*>|.*', rest)[0]))
        return found

    @cached_property
    def partner(self):
        """Where the other one of a pair of brackets is, in both directions."""
        pairs, stack = {}, []
        for match in re.finditer(r"[()\[\]{}]", self.flat):
            at = match.start()
            if match[0] in OPEN:
                stack.append(at)
            elif stack and OPEN.index(self.flat[stack[-1]]) == CLOSE.index(match[0]):
                pairs[stack[-1]] = at
                pairs[at] = stack.pop()
        return pairs

    @cached_property
    def functions(self):
        """Functions at the level of namespaces and classes; what is inside belongs to them."""
        found, start, at = [], 0, 0
        while at < len(self.flat):
            char = self.flat[at]
            if char in "([":
                at = self.partner.get(at, at)
            elif char in ";}":
                start = at + 1
            elif char == ":" and re.fullmatch(r"\s*(public|private|protected)\s*",
                                              self.flat[start:at]):
                start = at + 1
            elif char == "{":
                kind = kind_of_brace(self.flat[start:at])
                close = self.partner.get(at, len(self.flat) - 1)
                if kind == "container":
                    start = at + 1
                else:
                    if kind == "function":
                        header = self.flat[start:at]
                        begin = start + len(header) - len(header.lstrip())
                        found.append(Function(header.strip(), begin, at, close))
                        start = close + 1
                    at = close
            at += 1
        return found

    @cached_property
    def lambdas(self):
        """(open, close) of the body of every lambda expression."""
        found = []
        for match in re.finditer(r"\[", self.flat):
            at = match.start()
            before = self.flat[:at].rstrip()
            word = re.search(r"\w+$", before[-32:])
            if word and word[0] not in ("return", "co_return", "co_await", "co_yield", "case"):
                continue  # a subscript or a structured binding
            if before.endswith((")", "]", "[", '"')) or self.flat.startswith("[[", at):
                continue
            body = self.body_of_lambda(self.partner.get(at, at) + 1)
            if body is not None:
                found.append((body, self.partner.get(body, len(self.flat))))
        return found

    def body_of_lambda(self, at):
        """The opening brace, if what follows a capture list makes it a lambda."""
        template = re.compile(r"\s*<[^{}()]*>").match(self.flat, at)
        at = template.end() if template else at
        parameters = re.compile(r"\s*\(").match(self.flat, at)
        if parameters:
            at = self.partner.get(parameters.end() - 1, at) + 1
        specifiers = re.compile(
            r"\s*(?:(?:mutable|constexpr|consteval|noexcept|static)\s*)*(?:->[\w:<>,*&\s]+)?\{")
        match = specifiers.match(self.flat, at)
        return match.end() - 1 if match else None


def without_brackets(text):
    """Every group of round brackets becomes ()."""
    while True:
        shorter = re.sub(r"\((?:[^()]|\(\0\))+\)", "(\0)", text)
        if shorter == text:
            return text.replace("\0", "")
        text = shorter


def without_templates(text):
    """Drops the `template <...>` in front of a declaration."""
    while match := re.match(r"\s*template\s*<", text):
        depth, at = 1, match.end()
        while depth and at < len(text):
            depth += {"<": 1, ">": -1}.get(text[at], 0)
            at += 1
        text = text[at:]
    return text


def kind_of_brace(header):
    """What an opening brace opens, outside of functions, by what stands before it."""
    text = without_templates(re.sub(r"\[\[.*?\]\]|alignas\s*\([^()]*\)", " ", header))
    if re.search(r'\bnamespace\b[\w:\s]*$|\bextern\s*"\s*"\s*$', text):
        return "container"
    text = re.sub(r"\boperator\s*(\(\s*\)|[^\w\s(]+)", "operator", without_brackets(text))
    if re.match(r"\s*(class|struct|union)\b", text) and "(" not in text:
        return "container"
    if "(" not in text or re.search(r"(?<![=!<>])=(?!=)", text):
        return "braces"
    if re.search(r"\)\s*(noexcept\s*(\(\))?\s*)?:(?!:)", text):
        # A constructor with initialisers: `a_{x}` is one, `) {` and `} {` begin the body.
        return "function" if text.rstrip()[-1] in ")}" else "braces"
    return "function"
