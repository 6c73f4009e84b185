"""Prints the duty sheets of a workspace as a browser does: one A4 page per post.

    python3 tests/dev/print_sheets_test.py PROGRAM WORKSPACE FOLDER [--all]

Without --all every tenth sheet and the three longest are printed: a browser starts for each.
PROGRAM is the built libgrid; FOLDER is made anew. Chromium is /usr/bin/chromium or LIBGRID_CHROMIUM. Last line:
"N passed, N failed".
"""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

CHROMIUM = os.environ.get("LIBGRID_CHROMIUM", "/usr/bin/chromium")
A4 = (595.3, 841.9)  # points
counts = {True: 0, False: 0}


def check(what, good, detail=""):
    counts[bool(good)] += 1
    print(f"{'ok    ' if good else 'FAILED'} {what}" + (f": {detail}" if not good and detail != "" else ""))


def printed(page, folder):
    """Width and height in points of every page of the PDF."""
    pdf = folder / (page.stem + ".pdf")
    subprocess.run([CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                    f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={pdf}", page.as_uri()],
                   check=True, timeout=120, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    text = pdf.read_bytes().decode("latin-1")
    pages = len(re.findall(r"/Type\s*/Page\b", text))
    boxes = [tuple(map(float, box.split())) for box in re.findall(r"/MediaBox\s*\[([^\]]*)\]", text)]
    return pages, [(box[2] - box[0], box[3] - box[1]) for box in boxes]


def main():
    program, workspace, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run([program, "duty-sheets", workspace, str(folder)], check=True, stdout=subprocess.DEVNULL)
    sheets = sorted(folder.glob("*.html"))
    sheets.remove(folder / "index.html")
    links = re.findall(r'href="([^"]+)\.html"', (folder / "index.html").read_text(encoding="utf-8"))
    check("the index names every sheet once", sorted(links) == sorted(page.stem for page in sheets))
    if "--all" not in sys.argv:
        longest = sorted(sheets, key=lambda page: -page.stat().st_size)[:3]
        sheets = sorted({*sheets[::10], *longest})
    total = 0
    for page in sheets:
        pages, boxes = printed(page, folder)
        total += pages
        check(f"{page.stem} is one page of A4", pages == 1 and all(
            abs(w - A4[0]) < 1.5 and abs(h - A4[1]) < 1.5 for w, h in boxes), f"{pages} pages, {boxes}")
    check("as many pages as posts", total == len(sheets), f"{total} pages, {len(sheets)} sheets")
    print(f"{counts[True]} passed, {counts[False]} failed")
    return 1 if counts[False] else 0


if __name__ == "__main__":
    sys.exit(main())
