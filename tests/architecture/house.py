"""Reads the house: the table of rooms, the source files, their includes, the CMake rows. No rule is in here."""
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PROGRAMS = ("cli", "service", "bindings")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
COMMENT_OR_TEXT = re.compile(r'R"\((?:.|\n)*?\)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*(?:.|\n)*?\*/')


@dataclass(frozen=True)
class Row:
    """One row of rooms.txt."""
    room: str
    may_include: tuple
    headers: tuple
    targets: tuple

    def allows_foreign(self, header, in_header):
        return any(matches(header, name.rstrip("*")) and (not in_header or name.endswith("*")) for name in self.headers)


def matches(header, name):
    return header.startswith(name) if name.endswith("/") else header == name


def read_table(text):
    rows = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            room, *lists = [cell.strip() for cell in line.split("|")]
            rows[room] = Row(room, *(tuple(cell.split()) for cell in lists))
    return rows


@dataclass(frozen=True)
class Include:
    line: int
    path: str
    quoted: bool

    @property
    def standard(self):
        return not self.quoted and re.fullmatch(r"[a-z_]+", self.path) is not None


class Source:
    """A C++ file: where it lies, what it includes, its text without comments and literals."""

    def __init__(self, root, path):
        self.root, self.path = root, path
        self.name = path.relative_to(root).as_posix()

    @cached_property
    def text(self):
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def code(self):
        """Comments and literals blanked, line numbers kept; a character of C++14's 1'000 is not a literal."""
        separated = re.sub(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])", " ", self.text)
        return COMMENT_OR_TEXT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), separated)

    @cached_property
    def includes(self):
        return [Include(self.text.count("\n", 0, found.start(2)) + 1, found.group(2), found.group(1) == '"')
                for found in INCLUDE.finditer(self.text)]

    @property
    def is_header(self):
        return self.path.suffix == ".hpp"

    @property
    def room(self):
        """The room or the program that the file is part of."""
        parts = self.name.split("/")
        return parts[1] if parts[0] == "libgrid" else parts[0]

    def at(self, line, what):
        return f"{self.name}:{line}: {what}"


class House:
    def __init__(self, root, table):
        self.root = Path(root)
        self.rows = read_table(Path(table).read_text(encoding="utf-8"))

    def sources(self, *folders):
        found = [path for folder in folders for path in sorted((self.root / folder).rglob("*"))]
        return [Source(self.root, path) for path in found if path.suffix in (".cpp", ".hpp") and "node_modules" not in path.parts]

    @cached_property
    def rooms(self):
        return self.sources("libgrid")

    @cached_property
    def programs(self):
        return self.sources(*PROGRAMS)

    @cached_property
    def cmake_rows(self):
        """room -> (rooms it links, foreign targets) as libgrid/CMakeLists.txt says."""
        text = re.sub(r"#[^\n]*", "", (self.root / "libgrid/CMakeLists.txt").read_text(encoding="utf-8"))
        rows = {}
        for body in re.findall(r"grid_room\(([^)]*)\)", text):
            room, *words = body.split()
            foreign = words.index("FOREIGN") if "FOREIGN" in words else len(words)
            rows[room] = ([word for word in words[:foreign] if word != "MAY_INCLUDE"], words[foreign + 1:])
        for room, body in re.findall(r"target_link_libraries\(grid_(\w+)([^)]*)\)", text):
            if room in rows:
                rows[room][1].extend(word for word in body.split() if word not in ("PUBLIC", "PRIVATE", "INTERFACE"))
        return rows


def libgrid_room(include):
    """The room of <libgrid/room/x.hpp>, or None."""
    parts = include.path.split("/")
    return parts[1] if parts[0] == "libgrid" and len(parts) > 2 else None
