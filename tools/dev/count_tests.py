"""Counts a JUnit file of ctest or pytest: prints `passed failed`. A test that was skipped or disabled did not pass.

With a second file name the failed tests are appended to it, each with the last lines that it printed: what a run of an
hour says of them must not depend on a log that is gone.
"""
import sys
import xml.etree.ElementTree as tree

LINES = 25


def suites_of(root):
    return [root] if root.tag == "testsuite" else root.findall("testsuite")


def count(root):
    passed = failed = 0
    for suite in suites_of(root):
        number = {name: int(suite.get(name) or 0) for name in ("tests", "failures", "errors", "skipped", "disabled")}
        bad = number["failures"] + number["errors"] + number["skipped"] + number["disabled"]
        passed += number["tests"] - bad
        failed += bad
    return passed, failed


def failures(root):
    """(name, what it printed) of each test that failed: pytest keeps the text in <failure>, ctest in <system-out>."""
    for suite in suites_of(root):
        for case in suite.findall("testcase"):
            bad = [case.find(tag) for tag in ("failure", "error", "skipped") if case.find(tag) is not None]
            if bad:
                texts = [text.strip() for text in (bad[0].text, case.findtext("system-out")) if text]
                yield case.get("name"), "\n".join(texts)


if __name__ == "__main__":
    report = tree.parse(sys.argv[1]).getroot()
    print(*count(report))
    if len(sys.argv) > 2:
        with open(sys.argv[2], "a", encoding="utf-8") as file:
            for name, text in failures(report):
                print(f"-- {name}", *text.splitlines()[-LINES:], sep="\n", file=file)
