// Codes of the text: files, YAML, and what YAML lets one write and a scenario does not.
#include "scenarios/language/pages/code_page.hpp"

namespace txlab::language {

namespace {

using enum CodePage::Example;

constexpr CodePage text_codes[] = {
    {"no-file", "frist.yaml", "s.yaml",
     R"(A name on the command line is looked for in the folder in which txlab was started, one in a
scenario (`include`, `file`, `fit`) beside that scenario. `-` is standard input. A folder, and a
file that may not be read, are told apart in the message.
)",
     file},
    {"too-large",
     R"(x-a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
x-b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
x-c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
x-d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
x-e: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
)",
     R"(x-a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
x-b: [*a, *a]
)",
     R"(An alias is a copy, and aliases of aliases multiply: five lines can stand for more values
than a machine has memory for. 4 MiB of text and 200,000 values are far beyond what anybody
writes by hand. Measured values belong into a CSV file, which `file: fsync.csv` names.
)"},
    {"encoding", "name: caf\\xE9\n", "name: café\n",
     R"(The byte is an é in Latin-1 and nothing in UTF-8, in which editors and terminals of all
countries agree. Save the file as UTF-8 (`iconv -f latin1 -t utf-8`). Control characters are
refused as well: a terminal that prints them may do what they say.
)",
     bytes},
    {"syntax", "zones: [az1, az2\n", "zones: [az1, az2]\n",
     R"(What follows depends on where brackets and quotes end, so nothing else can be judged before
this is right. The message says which bracket or quote is still open. A value that holds `: `,
or begins with one of `[ { * & ! | > % @`, stands in quotes.
)"},
    {"tab", "workload:\n\tcustomers: 20k\n", "workload:\n  customers: 20k\n",
     R"(YAML counts blanks to know what belongs to what, and a tab is as wide as an editor likes.
Two blanks per level is what `txlab fmt` writes.
)"},
    {"too-deep",
     "x-deep: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n"
     "  1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
     "x-deep: [[1]]\n",
     R"(No key of a scenario stands deeper than eight levels. 64 are allowed, so that a program that
writes scenarios gone wrong is told so before it takes all memory.
)"},
    {"documents", "name: first\n---\ndescription: second\n", "name: first\ndescription: second\n",
     R"(YAML can hold several documents in a file, and then nobody knows which is meant. Write two
files: what they have in common in a third, which both `include`, or lay one over the other with
`-f`.
)"},
    {"tag", "name: !!str 2026\n", "name: \"2026\"\n",
     R"(The key says what type its value has, so tags have nothing left to say, and those of other
programs make a reader run code. Quotes make a text of what looks like a number.
)"},
    {"bad-key", "hosts: {[wallet, fund]: {replicas: 2}}\n",
     "hosts: {wallet: {replicas: 2}, fund: {replicas: 2}}\n",
     R"(YAML takes lists and mappings as keys; in a scenario a key is the name of one thing. To
write something only once, give it an anchor: `wallet: &two {replicas: 2}`, `fund: *two`.
)"},
    {"bad-alias", "x-lan: &lan {dist: constant, value: *lan}\n",
     "x-near: &near 1ms\nx-lan: {dist: constant, value: *near}\n",
     R"(An alias is a copy of what its anchor names, and what it stands in itself is not complete
yet. Anchors come first; keys that begin with `x-` are a place for them.
)"},
    {"bad-merge", "workload: {client: {<<: 3s}}\n",
     "x-calm: &calm {timeout: 10s}\nworkload: {client: {<<: *calm, retries: 1}}\n",
     R"(`<<` brings in the keys of a mapping, or of a list of mappings, under what is written beside
it. A single value has no keys.
)"},
    {"bad-include", "include: ../zones.yaml\n", "include: zones.yaml\n",
     R"(A scenario that somebody sends must not read what lies around on the machine of who runs it:
only the folder of the scenario, those below it and the library, also through symbolic links.
`--allow-include` lifts that for scenarios of your own. Files that include each other never come
to an end, and 16 levels are enough for everybody.
)"},
    {"bad-data",
     "hosts: {mq: {fsync: {dist: samples, file: fsync.csv, column: fsync_ms, unit: ms}}}\n",
     "hosts: {mq: {fsync: {dist: samples, file: fsync.csv, column: fsync_us, unit: us}}}\n",
     R"(The file has a column `fsync_us`. A column is called by its name in the first row, or by its
number; every row needs a number there that is not negative. Cells are separated by commas or
semicolons; empty lines and those that begin with # are skipped.
)"},
    {"duplicate-key", "workload:\n  customers: 20k\n  customers: 30k\n",
     "workload:\n  customers: 30k\n",
     R"(Most programs let the last one win without a word, and the reader of a long file believes in
the first. To change a value for a run there are `--set`, `-f` and `profiles`; to overrule one
that `<<` brings in, write it beside `<<`.
)"},
    {"no-layout", "? name\n: first\n", "name: first\n",
     R"(`fmt` promises that a file means the same afterwards, word by word. Forms that no scenario
needs it does not know, so it leaves the file as it is. Also read by `lint`, there is nothing
wrong with it.
)",
     layout},
    {"more",
     "clocks: {a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1, i: 1, j: 1, k: 1, l: 1, m: 1,\n"
     "  n: 1, o: 1, p: 1, q: 1, r: 1, s: 1, t: 1, u: 1}\n",
     "clocks: {drift: 20ppm}\n",
     R"(Twenty errors are shown, by their place in the text. One mistake at the top often makes many
below, so mend the first ones and look again.
)"},
};

}  // namespace

std::span<const CodePage> text_pages() { return text_codes; }

}  // namespace txlab::language
