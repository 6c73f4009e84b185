"""Holds the documents against the sources: tables, names, commands, links.

    python3 tests/architecture/docs_test.py                                       # all
    python3 tests/architecture/docs_test.py --write-errors                        # docs/errors.md again from the code
    python3 tests/architecture/docs_test.py --figures out/boston/summary.json     # README's figures against a run
    python3 -m pytest tests/architecture/docs_test.py                             # the same tests under pytest
"""
import json
import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from doc_facts import Facts  # noqa: E402  (its folder must be on the path first)

ROOT = Path(__file__).resolve().parents[2]
FACTS = Facts(ROOT)
READMES = ("README.md", "README.zh-CN.md")
PAGES = sorted(ROOT.joinpath("docs").rglob("*.md")) + [ROOT / name for name in (*READMES, "STYLE.md", "CHANGELOG.md", "tests/README.md")]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FIGURE = re.compile(r"^\|[^|]*\|\s*([^|]+?)\s*\|\s*`(\w+)`\s*\|$", re.M)
NAME = re.compile(r"[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*(?:\(\))?")


def prose(text):
    return FENCE.sub("", text)


def rows(text):
    """Cells of every table row; a pipe inside a cell is written \\|."""
    for line in text.splitlines():
        if line.startswith("|") and not re.match(r"^\|[-| ]+\|$", line):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def sections(text, heading):
    """(name, note, body) of every section `### <heading> `name` (note)`."""
    parts = re.split(r"^#+ ", text, flags=re.M)
    for part in parts:
        found = re.match(heading + r" `([\w.]+)`(?: \(([\w ]+)\))?\n", part)
        if found:
            yield found.group(1), found.group(2), part[found.end():]


def columns(body):
    return [(cells[0].strip("`"), cells[1]) for cells in rows(body) if len(cells) == 5 and cells[0].startswith("`")]


def anchors(text):
    heads = re.findall(r"^#+ (.+)$", prose(text), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def spans():
    for page in PAGES:
        for span in SPAN.findall(prose(page.read_text(encoding="utf-8"))):
            yield page.relative_to(ROOT).as_posix(), span


def command_lines(text):
    for _, body in FENCE.findall(text):
        yield from (line.strip() for line in body.splitlines())
    yield from SPAN.findall(prose(text))


def path_exists(name):
    places = [ROOT, *(ROOT / folder for folder in ("libgrid", "tests", "docs", "service", "data/boston"))]
    return any((place / name).exists() for place in places)


class Docs(unittest.TestCase):
    maxDiff = None

    def test_errors_are_the_table_of_the_code(self):
        written = [line for line in FACTS.read("docs/errors.md").splitlines() if re.match(r"\| `[EW]_", line)]
        self.assertGreater(len(written), 40)
        self.assertEqual(written, [row.line for row in FACTS.errors])

    def test_layers_are_those_that_are_written(self):
        kinds = {"line": "line", "polygon": "polygon", "multipolygon": "multipolygon", "no geometry": "none"}
        written = {name: (kinds[note], columns(body)) for name, note, body in sections(FACTS.read("docs/outputs.md"), "Layer")}
        self.assertGreater(len(written), 7)
        self.assertEqual(written, FACTS.layers)

    def test_csv_columns_are_those_that_are_written(self):
        written = {name: [column for column, _ in columns(body)]
                   for name, _, body in sections(FACTS.read("docs/outputs.md"), "File")}
        self.assertGreater(len(written), 5)
        self.assertEqual(written, FACTS.tables)

    def test_glossary_terms_are_types_and_nouns_are_in_the_glossary(self):
        page = FACTS.read("docs/glossary.md")
        exist, later = page.split("## Reserved for later rooms")
        here = re.findall(r"^\| `(\w+)` \|", exist, re.M)
        reserved = re.findall(r"^\| `(\w+)` \|", later, re.M)
        self.assertGreater(len(here), 30)
        self.assertEqual(sorted(set(here) - FACTS.types()), [], "no such type")
        self.assertEqual(sorted(set(reserved) & FACTS.types()), [], "exists now: move it up")
        nouns = {name for name in FACTS.types("libgrid/model") if not re.search(r"(Id|Rules|Flags|Columns|Table)$", name)}
        self.assertEqual(sorted(nouns - set(here)), [], "not in the glossary")

    def test_commands_exist(self):
        for page in PAGES:
            for line in command_lines(page.read_text(encoding="utf-8")):
                with self.subTest(page=page.name, line=line):
                    for command in re.findall(r"(?<![\w/])\./dev (\w+)", line):
                        self.assertIn(command, FACTS.dev_commands)
                    for command in re.findall(r"^(?:\S*/)?(?:libgrid|\$grid) ([\w-]+)", line):
                        self.assertIn(command, FACTS.subcommands)

    def test_readme_shows_the_two_commands_first(self):
        for name in READMES:
            with self.subTest(name):
                first_screen = "\n".join(FACTS.read(name).splitlines()[:40])
                self.assertIn("./dev demo", first_screen)
                self.assertIn("./dev test", first_screen)
                self.assertRegex(first_screen, r"!\[")

    def test_both_readmes_say_the_same(self):
        english, chinese = (FACTS.read(name) for name in READMES)
        self.assertEqual(FIGURE.findall(english), FIGURE.findall(chinese))
        self.assertEqual([body for _, body in FENCE.findall(english)], [body for _, body in FENCE.findall(chinese)])
        for mark in (r"^#+ ", r"^\|"):
            self.assertEqual(len(re.findall(mark, english, re.M)), len(re.findall(mark, chinese, re.M)), mark)

    def test_links_resolve(self):
        for page in PAGES:
            text = page.read_text(encoding="utf-8")
            for target in LINK.findall(prose(text)):
                if re.match(r"https?://", target):
                    continue
                with self.subTest(page=page.name, target=target):
                    path, _, anchor = target.partition("#")
                    there = (page.parent / path).resolve() if path else page
                    self.assertTrue(there.exists())
                    if anchor and there.suffix == ".md":
                        self.assertIn(anchor, anchors(there.read_text(encoding="utf-8")))

    def test_tests_that_are_named_exist(self):
        for page, span in spans():
            suite = re.fullmatch(r"([A-Z]\w+)\.([A-Z]\w+)", span)
            if suite:
                with self.subTest(page=page, test=span):
                    self.assertTrue(suite.groups() in FACTS.cases, "no such test")

    def test_paths_exist(self):
        made_on_the_way = set(re.findall(r"`([\w.]+)`:\n\n```", FACTS.read("docs/tutorial.md")))
        for page, span in spans():
            if span in made_on_the_way:
                continue
            if re.fullmatch(r"[\w.+-]+(/[\w.+-]+)+/?|[\w-]+\.(?:hpp|cpp|py|sh|md|txt|cmake)", span) and not span.startswith(("out/", "build/", "v1/")):
                with self.subTest(page=page, path=span):
                    self.assertTrue(path_exists(span))

    def test_no_dead_symbol(self):
        reserved = set(re.findall(r"^\| `(\w+)` \|", FACTS.read("docs/glossary.md").split("## Reserved")[1], re.M))
        figures = {name for readme in READMES for _, name in FIGURE.findall(FACTS.read(readme))}  # held by --figures
        known = FACTS.words | FACTS.dev_commands | reserved | figures
        for page, span in spans():
            if not page.startswith("CHANGELOG") and NAME.fullmatch(span):
                with self.subTest(page=page, symbol=span):
                    self.assertEqual([part for part in re.findall(r"\w+", span) if part not in known], [])


def write_errors():
    page = ROOT / "docs/errors.md"
    kept = [line for line in page.read_text(encoding="utf-8").splitlines() if not re.match(r"\| `[EW]_", line)]
    page.write_text("\n".join(kept + [row.line for row in FACTS.errors]) + "\n", encoding="utf-8")


def show_figures(path):
    """README's figures that are not those of a run; each is compared in the digits in which it is written."""
    found = {figure["name"]: figure["value"] for figure in json.loads(Path(path).read_text(encoding="utf-8"))["figures"]}
    bad = 0
    for text, name in FIGURE.findall(FACTS.read("README.md")):
        number = re.match(r"[\d,]+(?:\.(\d+))?", text)
        digits = len(number.group(1) or "")
        if f"{found[name]:,.{digits}f}" != number.group():
            print(f"README: {name} is {text}, the run has {found[name]}")
            bad = 1
    sys.exit(bad)


if __name__ == "__main__":
    if sys.argv[1:] == ["--write-errors"]:
        write_errors()
    elif len(sys.argv) == 3 and sys.argv[1] == "--figures":
        show_figures(sys.argv[2])
    else:
        unittest.main()
