#!/usr/bin/env python3
"""Every message has both languages, with the same placeholders; and nothing is translated in vain.

usage: messages_test.py TXLAB SOURCE_DIR
"""

import pathlib
import re
import sys
import unittest

import catalogue

CHINESE = re.compile("[\u4e00-\u9fff]")


def complaints(said, entries):
    """What is wrong with the entries of a catalogue, given what is said."""
    translated = {}
    for english, chinese in entries:
        if english in translated:
            yield f"stands twice: {english!r}"
        translated[english] = chinese
        if english not in said:
            yield f"is said nowhere: {english!r}"
        if not chinese:
            yield f"has no translation: {english!r}"
        if catalogue.placeholders(english) != catalogue.placeholders(chinese):
            yield f"fills in something else: {english!r}: {chinese!r}"
        if english.endswith("\n") != chinese.endswith("\n"):
            yield f"ends another line: {english!r}"
        if sorted(re.findall(r"`[^`]*`", english)) != sorted(re.findall(r"`[^`]*`", chinese)):
            yield f"names something else: {english!r}: {chinese!r}"
    for text, where in said.items():
        if text not in translated:
            yield f"{where}: no entry for {text!r}"


class Messages(unittest.TestCase):
    program, root = sys.argv[1:3]

    def everything(self):
        root = pathlib.Path(self.root)
        said = catalogue.said_in_code(root) | catalogue.said_of_runs(root)
        said |= catalogue.said_of_purchases(root)
        return said | catalogue.said_in_tables(self.program)

    def entries(self):
        files = sorted(pathlib.Path(self.root).glob("reports/messages/*.zh-CN.po"))
        return [entry for path in files for entry in catalogue.entries_of(path.read_text())]

    def test_every_message_has_both_languages_and_the_same_placeholders(self):
        self.assertEqual(list(complaints(self.everything(), self.entries())), [])

    def test_what_is_a_sentence_is_chinese(self):
        left = [english for english, chinese in self.entries()
                if len(re.findall("[a-z]{3,} [a-z]{3,} [a-z]{3,}", english)) and
                not CHINESE.search(chinese)]
        # Names of papers and sums of parameters stay as they are.
        self.assertEqual([text for text in left
                          if not re.search(r"TODS|ACM Queue|_timeout|_every", text)], [])

    def test_there_is_something_to_compare(self):
        said = self.everything()
        self.assertGreater(len(said), 500)
        for text in ("What the customer sees first", "half messages with check-back",
                     "main was executed {} times", "REQUIRED", "{} is violated: {}", "{} reconciles",
                     "{} asks {} to prepare and vote", "{} carries out a further branch"):
            self.assertIn(text, said)

    def test_planted_mistakes_are_seen(self):
        said = {"{} of {}": "here"}
        for entries, wrong in (([], "no entry"), ([("{} of {}", "")], "no translation"),
                               ([("{} of {}", "{}")], "something else"),
                               ([("{} of {}", "{:.2f} 的 {}")], "something else"),
                               ([("{} of {}", "{} 的 {}"), ("gone", "没")], "said nowhere"),
                               ([("{} of {}", "{} 的 {}")] * 2, "stands twice")):
            self.assertIn(wrong, " ".join(complaints(said, entries)))
        self.assertEqual(list(complaints(said, [("{} of {}", "{1} 的 {0}")])), [])
        self.assertIn("names something", " ".join(complaints({"a `b`": ""}, [("a `b`", "`c`")])))

    def test_texts_are_found_where_they_are_said(self):
        code = 'x(say(language, "one {}", f("no")), said_later("two" "\\"")); column("three", 1);'
        self.assertEqual(catalogue.literals_of(code, catalogue.SAID), ["one {}", 'two"'])
        self.assertEqual(catalogue.literals_of(code, catalogue.BLOCK), ["three"])
        self.assertEqual(catalogue.templates_of('"was " + to_string(a + b) + " times"'),
                         ["was {} times"])
        self.assertEqual(catalogue.templates_of('a > 0 ? "yes" : "no"'), ["yes", "no"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
