#!/usr/bin/env python3
"""scripts/pages refuses what is planted into a page, and writes what is missing.

The program is one of three lines, so that this says nothing about txlab.
"""

import os
import pathlib
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "pages"
PROGRAM = '#!/bin/sh\nprintf "First\\n  one\\n\\nSecond\\n  two\\n\\nThird\\n  three\\n"\nexit ${1:-0}\n'
WHOLE = "First\n  one\n\nSecond\n  two\n\nThird\n  three\n"
STEPS = "## [1.yaml](1.yaml)\n```yaml\na: 1\n```\n## [2.yaml](2.yaml)\n```yaml\nb: 2\n```\n"


def block(text):
    return f"```console\n{text}```\n"


class Pages(unittest.TestCase):
    def run_page(self, text, files=(), write=False):
        """(exit code, messages, the page afterwards)"""
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder) / "program"
            program.write_text(PROGRAM)
            program.chmod(0o755)
            docs = pathlib.Path(folder) / "docs"
            docs.mkdir()
            for name, content in files:
                (docs / name).write_text(content)
            page = docs / "page.md"
            page.write_text(text)
            environment = {k: v for k, v in os.environ.items() if k != "TXLAB_WRITE_EXPECTED"}
            done = subprocess.run([SCRIPT, *(["--write"] if write else []), program, page],
                                  capture_output=True, text=True, env=environment, check=False)
            return done.returncode, done.stderr, page.read_text()

    def refused(self, text, why, files=()):
        code, messages, _ = self.run_page(text, files)
        self.assertEqual(code, 1)
        self.assertIn(why, messages)

    def accepted(self, text, files=()):
        code, messages, _ = self.run_page(text, files)
        self.assertEqual((code, messages), (0, ""))

    def test_output_that_was_printed_is_accepted_and_any_other_refused(self):
        self.accepted(block("$ txlab\n" + WHOLE))
        self.refused(block("$ txlab\n" + WHOLE.replace("two", "2")), "+  two")
        self.refused(block("$ txlab\n" + WHOLE + "\nmore\n"), "-more")

    def test_what_is_not_shown_is_three_dots_and_nothing_else(self):
        show = "<!-- show: Second -->\n"
        self.accepted(show + block("$ txlab\n...\nSecond\n  two\n...\n"))
        self.refused(show + block("$ txlab\nSecond\n  two\n"), "+...")
        self.refused(show.replace("Second", "Fourth") + block("$ txlab\n...\n"), "Fourth")

    def test_lines_are_hidden_one_by_one_and_in_ranges(self):
        self.accepted("<!-- hide: one | two .. end -->\n" + block("$ txlab\nFirst\n...\n\nSecond\n...\n"))
        self.accepted("<!-- hide: one .. two -->\n" + block("$ txlab\nFirst\n...\n\nThird\n  three\n"))
        self.refused("<!-- hide: four -->\n" + block("$ txlab\n" + WHOLE), "four")

    def test_a_failure_is_asked_for_its_exit_code(self):
        failing = "$ txlab 3\n" + WHOLE
        self.accepted(block(failing + "$ echo $?\n3\n"))
        self.refused(block(failing), "ends with 3")
        self.refused(block(failing + "$ echo $?\n1\n"), "+3")

    def test_yaml_stands_in_the_file_of_its_step_and_nothing_new_is_untold(self):
        files = [("1.yaml", "a: 1\n"), ("2.yaml", "a: 1\nb: 2\n")]
        self.accepted(STEPS, files)
        self.refused(STEPS.replace("b: 2", "b: 3"), "does not stand in 2.yaml", files)
        self.refused(STEPS, "what the page does not show", [files[0], ("2.yaml", "a: 1\nb: 2\nc: 3\n")])

    def test_a_step_is_small(self):
        many = "".join(f"{letter}: 2\n" for letter in "bcdefghij")
        self.refused(STEPS.replace("b: 2\n", many), "differs in 9 lines",
                     [("1.yaml", "a: 1\n"), ("2.yaml", "a: 1\n" + many)])

    def test_a_page_is_written_once_and_then_stays(self):
        code, _, written = self.run_page("<!-- show: Third -->\n" + block("$ txlab\nold\n"), write=True)
        self.assertEqual(code, 0)
        self.assertIn("$ txlab\n...\nThird\n  three\n```", written)
        self.assertEqual(self.run_page(written)[:2], (0, ""))


if __name__ == "__main__":
    unittest.main()
