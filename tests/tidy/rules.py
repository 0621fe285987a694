"""The rules of the house that a machine can check; cases.py plants violations of each."""

import re

RULES = {}

# (rule, path or beginning of a path): the reason why the rule does not hold there.
ALLOWED = {
    ("print", "sim/base/check.cpp"): "a failing CHECK speaks before the process ends",
    ("draw", "models/fund/workload"): "draws the customers; protocols never see its streams",
    ("draw", "models/fund/customers"): "draws the customers; protocols never see its streams",
    ("draw", "models/fund/clients"): "how long customers think; protocols never see its stream",
    ("await", "tests/compiler/forbidden.cpp"): "shows what compilers do with forbidden shapes",
}

# Libraries that cost seconds to compile, or that decide about results, stay where they belong.
EXTERNAL = {
    "Random123/": ["sim/base/"],
    "xxhash.h": ["sim/base/"],
    "boost/graph/": ["sim/world/", "sim/history/", "models/parts/"],
    "boost/math/": ["sim/stats/"],
    "Eigen/": ["sim/stats/"],
    "yaml-cpp/": ["scenarios/language/"],
    "nlohmann/": ["reports/", "tests/"],
    "pugixml.hpp": ["reports/", "tests/"],
    "CLI/": ["cli/"],
}

LIBM = ("exp exp2 expm1 log log2 log10 log1p pow sin cos tan asin acos atan atan2 sinh cosh tanh "
        "asinh acosh atanh cbrt hypot erf erfc tgamma lgamma").split()
BARE_LIBM = [name for name in LIBM if name != "log"]  # `log` is a fine name for a member

EVENT_PATH = ("sim/base/", "sim/kernel/", "sim/world/", "models/")


def rule(name):
    def register(check):
        RULES[name] = check
        return check
    return register


def within(*folders):
    return lambda path: path.startswith(folders)


def outside(*folders):
    return lambda path: not path.startswith(folders)


def everywhere(_):
    return True


def ban(name, pattern, where, hint):
    """A rule that forbids a pattern in code; comments and literals do not count."""
    compiled = re.compile(pattern)

    @rule(name)
    def check(project):
        for source in project.sources.values():
            if where(source.path):
                for match in compiled.finditer(source.flat):
                    yield source, match.start(), f"`{match[0].strip()}`: {hint}"


ban("clock", r"\b(?:system|steady|high_resolution)_clock\b|\bgettimeofday\b|\bclock_gettime\b"
    r"|\bstd::time\b|(?<![\w.>])time\s*\(\s*(?:nullptr|NULL|0|&\w+)\s*\)",
    outside("cli/", "tests/bench/"), "a wall clock is read in cli/ only")
ban("random", r"(?<![\w.>])s?rand\s*\(|\bstd::(?:random_device|mt19937\w*|minstd_rand0?"
    r"|default_random_engine)\b", outside("cli/", "tests/bench/"),
    "randomness comes from a named Stream")
ban("distribution", r"\bstd::(?:\w+_distribution|shuffle|ranges::shuffle|sample)\b",
    within("sim/", "models/", "scenarios/"),
    "every standard library draws differently; use sim/base/distribution.hpp")
ban("libm", r"(?:\bstd|(?<![\w>]))::(?:%s)[fl]?\s*\(|(?<![\w.>:])(?:%s)[fl]?\s*\("
    % ("|".join(LIBM), "|".join(BARE_LIBM)), within(*EVENT_PATH),
    "its last bits depend on the processor; use sim/base/elementary.hpp")
ban("draw", r"\bStream\b|\b[Pp]hilox\w*|\bdraw\s*\(", within("models/"),
    "models do not draw; the world does (host.jitter aside)")
ban("shared", r"\b(?:shared_ptr|make_shared|weak_ptr|enable_shared_from_this)\b", everywhere,
    "own with values and unique_ptr, refer with references")
ban("new", r"(?<!operator )\bnew\b(?!\s*\()|(?<!operator )(?<!= )(?<!=)\bdelete\b",
    outside("sim/kernel/"), "use values, containers or make_unique")
ban("print", r"\b(?:f|v|vf)?printf\s*\(|\bf?put[sc]\s*\(|\bstd::(?:cout|cerr|clog)\b"
    r"|\bfmt::print\w*",
    outside("cli/", "reports/", "tests/"), "return values; cli/ and reports/ print them")
ban("address-order", r"\bstd::(?:multi)?(?:map|set)\s*<\s*(?:const\s+)?[\w:]+(?:\s+const)?\s*\*",
    within("sim/", "models/", "scenarios/"), "addresses differ from run to run; order by an id")
ban("type-name", r"\b(?:class|struct|enum(?:\s+class)?|using|namespace)\s+"
    r"\w*(?:[Uu]tils?|[Mm]anager|Impl|_impl|[Hh]elpers?)\b", everywhere,
    "say what it is in words of the domain")


@rule("file-name")
def file_name(project):
    for source in project.sources.values():
        if re.search(r"util|manager|impl\b|_impl|helper", source.path.lower()):
            yield source, 0, "say what it is in words of the domain"


@rule("file-length")
def file_length(project):
    for source in project.sources.values():
        count = source.text.count("\n")
        if count > 350:
            yield source, len(source.text) - 1, f"{count} lines; at most 350, one idea per file"


@rule("function-length")
def function_length(project):
    for source in project.sources.values():
        for function in source.functions:
            count = source.line(function.close) - source.line(function.start) + 1
            if count > 50:
                yield source, function.start, f"{count} lines; at most 50, one level of thought"


@rule("line-length")
def line_length(project):
    for source in project.sources.values():
        for start, line in zip(source.line_starts, source.lines):
            if len(line) > 100:
                yield source, start, f"{len(line)} columns; at most 100 (clang-format -i)"


@rule("blank")
def blanks(project):
    for source in project.sources.values():
        for match in re.finditer(r"\t|[ \r]+$", source.text, re.M):
            yield source, match.start(), "no tabs and no blanks at the end of a line"


@rule("todo")
def todo(project):
    for source in project.sources.values():
        for match in re.finditer(r"\b(?:TODO|FIXME|XXX)\b", source.text):
            yield source, match.start(), "do it, or document that it is not done"


@rule("guard")
def guard(project):
    for source in project.sources.values():
        if source.path.endswith(".hpp") and not re.match(r"\s*#pragma once\n", source.code):
            yield source, 0, "a header is its description, then #pragma once"


@rule("include")
def include(project):
    for source in project.sources.values():
        for offset, target in source.includes:
            path = target[1:-1]
            if ".." in path.split("/"):
                yield source, offset, f"{target}: write the full path from the root"
            elif target.startswith("<"):
                if path in project.sources:
                    yield source, offset, f"{target}: files of the project stand in quotes"
            elif target.startswith('"') and project.resolve(source, path) is None:
                yield source, offset, f"{target}: no full path from the root, and not in this folder"


@rule("external")
def external(project):
    for source in project.sources.values():
        places = (source.path, source.path.removeprefix("tests/"))
        for offset, target in source.includes:
            for library, homes in EXTERNAL.items():
                at_home = any(place.startswith(tuple(homes)) for place in places)
                if target[1:].startswith(library) and not at_home:
                    yield source, offset, f"{target} is included in {', '.join(homes)} only"


@rule("dead")
def dead(project):
    included = {project.resolve(source, target[1:-1])
                for source in project.sources.values()
                for _, target in source.includes if target.startswith('"')}
    for source in project.sources.values():
        if source.path.endswith(".hpp"):
            if source.path not in included:
                yield source, 0, "no file includes it"
        elif not source.path.endswith(".cpp"):
            yield source, 0, "not built: layers are made of .cpp and .hpp"
        elif not source.path.startswith(tuple(project.built)):
            yield source, 0, f"not built: it is in none of {' '.join(project.built)}"


@rule("unordered")
def unordered(project):
    declaration = re.compile(r"\bunordered_(?:multi)?(?:map|set)\s*<[^;(){}]*>[&\s]+(\w+)")
    for source in project.sources.values():
        if not source.path.startswith(("sim/", "models/")):
            continue
        header = project.sources.get(re.sub(r"\.cpp$", ".hpp", source.path), source)
        names = {match[1] for text in (source.flat, header.flat)
                 for match in declaration.finditer(text)}
        if not names:
            continue
        one_of = "|".join(sorted(names))
        loop = re.compile(r"\bfor\s*\([^;()]*:\s*(?:\w+(?:\.|->))*(?:%s)\s*\)"
                          r"|\b(?:%s)\s*\.\s*c?begin\s*\(" % (one_of, one_of))
        for match in loop.finditer(source.flat):
            yield source, match.start(), f"`{match[0]}`: its order is nobody's; keep a sorted one"


# Labels of statements that are run on behalf of nobody, or never committed: no fault can wait.
UNWATCHED = {
    "settle", "net", "told", "relay-lease", "clean-fence", "other-business",  # for many orders, or for none
    "reset", "abort",                                       # always rolled back
}


@rule("event")
def event(project):
    """A label or message of the models that scenarios could not wait for."""
    vocabulary = "".join(source.text for source in project.sources.values()
                         if source.path.startswith("cli/vocabulary"))
    label = re.compile(r'(?:\blabel = |\b(?:labelled|fenced)\()"([a-z-]+)"')
    message = re.compile(r'MessageType type\{"([a-z.-]+)", MessageClass::(?!background)')
    for source in project.sources.values():
        if not source.path.startswith("models/"):
            continue
        named = [(match, f"{match[1]}.durable") for match in label.finditer(source.text)
                 if match[1] not in UNWATCHED]
        named += [(match, match[1]) for match in message.finditer(source.text)]
        for match, name in named:
            if f'"{name}"' not in vocabulary:
                yield source, match.start(), f"`{name}`: cli/vocabulary.cpp does not know it"
