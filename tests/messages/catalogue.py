"""What the program says, from its sources and its tables, and what catalogues make of it."""

import re
import subprocess

# Calls whose first literal is said to people, besides `say`; as of xgettext's --keyword.
SAID = {"say": 1, "said_later": 1, "say_again": 0}
# Members of Block (reports/terminal/blocks.cpp) that say their literals.
BLOCK = {"column": 1, "estimates": 1, "shares": 1, "finish": 2}

LITERAL = r'"(?:[^"\\]|\\.)*"'
TEXT = rf"(?:{LITERAL}\s*)+"


def unquoted(literals):
    """The text of adjacent literals of C++ or of a .po file."""
    pieces = re.findall(LITERAL, literals)
    text = "".join(piece[1:-1] for piece in pieces)
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), text)


def call_at(source, opening):
    """The arguments of the call whose parenthesis opens there, each as its source."""
    depth, arguments, begin, at = 0, [], opening + 1, opening
    while at < len(source):
        literal = re.match(LITERAL, source[at:])
        if literal:
            at += literal.end()
            continue
        character = source[at]
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        if (character == "," and depth == 1) or depth == 0:
            arguments.append(source[begin:at].strip())
            begin = at + 1
        if depth == 0:
            return arguments
        at += 1
    return arguments


def literals_of(source, keywords):
    """The texts that calls of these names say: as many whole literals as the keyword allows."""
    found = []
    for call in re.finditer(r"\b(" + "|".join(keywords) + r")\(", source):
        texts = [a for a in call_at(source, call.end() - 1) if re.fullmatch(TEXT, a)]
        found += [unquoted(text) for text in texts[:keywords[call[1]]]]
    return [text for text in found if text]


def said_in_code(root):
    """{text: file} of everything that is said where it stands."""
    said = {}
    for folder in ("reports", "cli"):
        for path in sorted((root / folder).rglob("*.?pp")):
            if path.is_relative_to(root / "reports/page"):  # has its own, with the page's script
                continue
            keywords = SAID | (BLOCK if path.name == "blocks.cpp" else {})
            for text in literals_of(path.read_text(), keywords):
                said.setdefault(text, str(path.relative_to(root)))
    return said


def templates_of(expression):
    """The sentences of an expression of literals, `+`, `?` and values, `{}` for a value."""
    choice = re.fullmatch(rf"[^\"]*\?\s*({TEXT})\s*:\s*({TEXT})", expression)
    if choice:
        return [unquoted(choice[1]), unquoted(choice[2])]
    parts, depth, begin = [], 0, 0
    for piece in re.finditer(rf"{LITERAL}|[()]|\+", expression):
        depth += {"(": 1, ")": -1}.get(piece[0], 0)
        if piece[0] == "+" and depth == 0:
            parts.append(expression[begin:piece.start()])
            begin = piece.end()
    parts.append(expression[begin:])
    return ["".join(unquoted(part) if re.fullmatch(rf"\s*{TEXT}", part) else "{}" for part in parts)]


def said_of_runs(root):
    """{sentence: file} of violations and of claims that are withdrawn, as results have them."""
    said = {}
    for path in sorted((root / "models/fund").rglob("*.cpp")):
        source = path.read_text()
        for call in re.finditer(r"\b(?:violated|violations_?\.add|\.add)\(", source):
            for argument in call_at(source, call.end() - 1)[2:]:
                if '"' in argument:
                    said |= {text: str(path.relative_to(root)) for text in templates_of(argument)}
    judge = root / "scenarios/study/judge.cpp"
    for text in re.findall(rf"return (?:[^;\"]*\? )?({LITERAL})", judge.read_text()):
        if " " in text:
            said[unquoted(text)] = "scenarios/study/judge.cpp"
    return said


def said_of_purchases(root):
    """{text: file} of what stories are made of: whole sentences, and what somebody does."""
    study = root / "scenarios/study"
    said = {}
    for path in sorted(study.glob("*.cpp")):
        source = path.read_text()
        # Sentence{"text", {values}}, and the same where it is returned.
        for text in re.findall(rf"(?:return |Sentence \w+){{\s*({TEXT}),\s*{{", source):
            said[unquoted(text)] = str(path.relative_to(root))
    phrases = study / "phrases.cpp"
    for _, does, _ in re.findall(rf"{{({LITERAL}),\s*({TEXT}),\s*({TEXT})}},", phrases.read_text()):
        said["{} " + unquoted(does)] = str(phrases.relative_to(root))
    said["the customer"] = str(phrases.relative_to(root))
    return said


def entries_of(text):
    """[(msgid, msgstr), ...] of a .po file, the header left out."""
    entries = re.findall(rf"msgid ((?:{LITERAL}\s*)+)msgstr ((?:{LITERAL}\s*)+)", text)
    return [(unquoted(a), unquoted(b)) for a, b in entries if unquoted(a)]


def said_in_tables(program):
    """What the program says from its tables."""
    printed = subprocess.run([program, "__messages"], capture_output=True, text=True, check=True)
    return {text: "a table" for text, _ in entries_of(printed.stdout)}


def placeholders(text):
    """What fmt would fill in, numbered, so that two orders of the same compare equal."""
    found = []
    for number, hole in enumerate(re.findall(r"\{(\d*)((?::[^{}]*)?)\}", text)):
        found.append((int(hole[0]) if hole[0] else number, hole[1]))
    return sorted(found)
