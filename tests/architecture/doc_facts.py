"""What the sources say about themselves, for docs_test.py: errors, layers, tables, types, commands, every word in use."""
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

TEXT = re.compile(r'"((?:\\.|[^"\\])*)"')
TYPE = re.compile(r"^(?:struct|class|enum class)\s+(\w+)\s*(?:final\s*)?(?::[^;{]*)?\{|^using\s+(\w+)\s*=", re.M)
KINDS = {"kInteger": "integer", "kReal": "real", "kText": "text"}
SOURCES = {".cpp", ".hpp", ".sh", ".py", ".txt", ".cmake", ".json", ".yaml", ".ts", ".html", ".in", ""}
SKIPPED = {"node_modules", "dist", "build", "out", ".git", ".venv", "__pycache__", "docs"}


@dataclass(frozen=True)
class ErrorRow:
    name: str
    status: str
    english: str
    chinese: str

    @property
    def line(self):
        return f"| `{self.name}` | {self.status} | {self.english} | {self.chinese} |"


class Facts:
    def __init__(self, root):
        self.root = Path(root)

    def read(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    @cached_property
    def errors(self):
        """The rows of libgrid/base/error_codes.cpp in their order."""
        rows = []
        for body in re.findall(r"ErrorInfo\{(\w+,.*?)\}(?=,)", self.read("libgrid/base/error_codes.cpp"), re.S):
            joined = re.sub(r'"\s*\n\s*"', "", body)  # adjacent literals are one
            name, text_en, text_zh, cure_en, cure_zh = TEXT.findall(joined)
            status = re.search(r'",\s*(\d{3}),', joined).group(1)
            rows.append(ErrorRow(name, status, f"{text_en}; {cure_en}", f"{text_zh}；{cure_zh}"))
        return rows

    @cached_property
    def layers(self):
        """Layer of the GeoPackage -> (geometry, [(column, type)])."""
        found = {}
        pattern = r'Layer layer\{\s*"(\w+)",\s*GeometryKind::(\w+),\s*\{((?:\s*\{"\w+", k\w+\},?)+)\s*\}'
        for name, kind, columns in re.findall(pattern, self.read("libgrid/workflow/detail/output_layers.cpp")):
            found[name] = (kind, [(column, KINDS[key]) for column, key in re.findall(r'\{"(\w+)", (k\w+)\}', columns)])
        return found

    @cached_property
    def tables(self):
        """CSV file -> [column]."""
        pattern = r"CsvWriter csv\(\{([^}]*)\}\)(?:.|\n)*?return \{\"(\w+\.csv)\""
        return {file: TEXT.findall(columns)
                for columns, file in re.findall(pattern, self.read("libgrid/workflow/detail/output_tables.cpp"))}

    def types(self, folder="libgrid"):
        """Names of types that public headers define."""
        names = set()
        for path in (self.root / folder).rglob("*.hpp"):
            if "detail" not in path.parts:
                names.update(first or second for first, second in TYPE.findall(path.read_text(encoding="utf-8")))
        return names

    @cached_property
    def dev_commands(self):
        """Commands of ./dev: what dev's own `case` accepts."""
        accepted = re.findall(r"^  ([\w| -]+)\)", self.read("dev"), re.M)
        return {word for words in accepted for word in words.split(" | ") if re.fullmatch(r"\w+", word)}

    @cached_property
    def subcommands(self):
        """Subcommands of the program libgrid."""
        sources = "".join(path.read_text(encoding="utf-8") for path in sorted((self.root / "cli").glob("*.cpp")))
        return set(re.findall(r'(?:subcommand\(\s*|add_step\(program, )"([\w-]+)"', sources))

    @cached_property
    def cases(self):
        """(suite, case) of every test in GoogleTest."""
        pattern = r"^TEST(?:_[FP])?\((\w+),\s*(\w+)\)"
        return {case for path in (self.root / "tests").rglob("*_test.cpp")
                for case in re.findall(pattern, path.read_text(encoding="utf-8"), re.M)}

    @cached_property
    def words(self):
        """Every identifier in sources, tests, scripts and data descriptions."""
        found = set()
        for path in self.root.rglob("*"):
            if SKIPPED & set(path.relative_to(self.root).parts) or path.suffix not in SOURCES or not path.is_file():
                continue
            if path.stat().st_size < 1_000_000 and path.name not in ("doc_facts.py", "docs_test.py", "package-lock.json"):
                found.update(re.findall(r"[A-Za-z_]\w*", path.read_text(encoding="utf-8", errors="replace")))
        return found
