"""Approves how the documents look now: ``python -m tests.services.documents.approve [kind …]``, after looking at them.

Writes the page images beside the tests, and on which LibreOffice and fonts they were made. Without kinds all documents
are approved; with kinds only these, which must have been approved on the same machine before.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.services.documents.pages import APPROVED, MACHINE, machine, missing_programs, render_pages, write_page

from honours.services.templates.specimens import specimens
from honours.storage.settings import PROJECT_ROOT


def approve(kinds: list[str]) -> int:
    """Write the pages of these documents, of all when none is named; return how many pages that are."""
    documents = {
        kind.value: make(PROJECT_ROOT / "templates")
        for kind, make in specimens().items()
        if not kinds or kind.value in kinds
    }
    APPROVED.mkdir(exist_ok=True)
    if kinds and (not MACHINE.exists() or MACHINE.read_text(encoding="utf-8") != machine()):
        raise SystemExit("The other images were approved on another machine: approve all of them.")
    with tempfile.TemporaryDirectory() as folder:
        rendered = render_pages(documents, Path(folder))
    for name, pages in rendered.items():
        for stale in APPROVED.glob(f"{name}-[0-9]*.png"):
            stale.unlink()
        for number, page in enumerate(pages, 1):
            write_page(page, APPROVED / f"{name}-{number}.png")
    MACHINE.write_text(machine(), encoding="utf-8")
    return sum(map(len, rendered.values()))


if __name__ == "__main__":
    missing = missing_programs()
    if missing:
        raise SystemExit(f"Not installed: {', '.join(missing)}")
    sys.stdout.write(f"{approve(sys.argv[1:])} pages in {APPROVED}\n")
