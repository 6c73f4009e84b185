"""The Python examples print what examples/expected says, from any folder."""
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("[0-9][0-9]_*.py")), ids=lambda path: path.stem)
def test_prints_what_is_expected(example, boston, tmp_path):
    arguments = [str(boston.workspace.folder)] if "[WORKSPACE]" in example.read_text(encoding="utf-8") else []
    printed = subprocess.run([sys.executable, example, *arguments], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert printed.returncode == 0, printed.stderr
    assert printed.stdout == (EXAMPLES / "expected" / f"{example.stem}.txt").read_text(encoding="utf-8")
    assert example.read_text(encoding="utf-8").startswith('"""Demonstrates: ')
