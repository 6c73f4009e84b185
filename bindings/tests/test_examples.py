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


def test_the_notebook_page_is_the_example():
    """Code and printed lines of docs/tutorial_boston.md, in order, are those of examples/10_analyst_chain.py."""
    page = (EXAMPLES.parent / "docs" / "tutorial_boston.md").read_text(encoding="utf-8")
    blocks = {kind: [part.split("```")[0] for part in page.split(f"```{kind}\n")[1:]] for kind in ("python", "text")}
    program = (EXAMPLES / "10_analyst_chain.py").read_text(encoding="utf-8")
    assert all(block.strip() in program for block in blocks["python"]) and len(blocks["python"]) == 10
    assert "".join(blocks["text"]) == (EXAMPLES / "expected" / "10_analyst_chain.txt").read_text(encoding="utf-8")
