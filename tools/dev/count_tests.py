"""Counts a JUnit file of ctest or pytest: prints `passed failed`. A test that was skipped or disabled did not pass."""
import sys
import xml.etree.ElementTree as tree


def count(root):
    suites = [root] if root.tag == "testsuite" else root.findall("testsuite")
    passed = failed = 0
    for suite in suites:
        number = {name: int(suite.get(name) or 0) for name in ("tests", "failures", "errors", "skipped", "disabled")}
        bad = number["failures"] + number["errors"] + number["skipped"] + number["disabled"]
        passed += number["tests"] - bad
        failed += bad
    return passed, failed


if __name__ == "__main__":
    print(*count(tree.parse(sys.argv[1]).getroot()))
