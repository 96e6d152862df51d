"""Each Word document looks as it was approved, page by page; and a page from which something is gone does not."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from docx import Document
from docx.document import Document as Word
from tests.services.documents.pages import (
    APPROVED,
    MACHINE,
    Page,
    difference,
    differences,
    machine,
    missing_programs,
    read_page,
    render_pages,
    write_page,
)

from honours.services.templates.specimens import specimens
from honours.storage.settings import PROJECT_ROOT

KINDS = sorted(kind.value for kind in specimens())
# The same fonts and the same LibreOffice: nothing may move. Other fonts fill other lines, and no more than that.
SAME_MACHINE, OTHER_FONTS = 0.002, 0.08
FAULTY = "decision"


def without_paragraph(text: str) -> Callable[[Word], None]:
    def edit(paper: Word) -> None:
        element = next(one for one in paper.paragraphs if text in one.text)._p
        element.getparent().remove(element)

    return edit


def without_row(paper: Word) -> None:
    row = paper.tables[1].rows[2]._tr
    row.getparent().remove(row)


def with_a_line_more(paper: Word) -> None:
    paper.paragraphs[8].insert_paragraph_before("另一行。")


FAULTS: dict[str, Callable[[Word], None]] = {
    "without-the-date": without_paragraph("2026年4月28日"),
    "without-a-heading": without_paragraph("三、资金发放和监督"),
    "without-a-sentence": without_paragraph("希望受到表扬的职工"),
    "without-a-row": without_row,
    "with-a-line-more": with_a_line_more,
}


def faulty(content: bytes, edit: Callable[[Word], None]) -> bytes:
    paper = Document(io.BytesIO(content))
    edit(paper)
    data = io.BytesIO()
    paper.save(data)
    return data.getvalue()


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    """Every document as it looks now, and the faulty ones, from one start of LibreOffice."""
    missing = missing_programs()
    if missing:
        pytest.skip(f"本机没有 {'、'.join(missing)}，不能比对版面（needs LibreOffice, poppler and fontconfig）")
    documents = {kind.value: make(PROJECT_ROOT / "templates") for kind, make in specimens().items()}
    faults = {name: faulty(documents[FAULTY], edit) for name, edit in FAULTS.items()}
    return render_pages({**documents, **faults}, tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def is_same_machine(rendered: dict[str, list[Page]]) -> bool:
    return MACHINE.read_text(encoding="utf-8") == machine()


def approved(kind: str) -> list[Page]:
    paths = sorted(APPROVED.glob(f"{kind}-[0-9]*.png"), key=lambda path: int(path.stem.rpartition("-")[2]))
    return [read_page(path) for path in paths]


@pytest.mark.parametrize("kind", KINDS)
def test_document_looks_as_approved(
    kind: str, rendered: dict[str, list[Page]], is_same_machine: bool, tmp_path: Path
) -> None:
    then, now = approved(kind), rendered[kind]
    assert then, f"{kind} has never been approved: look at it, then python -m tests.services.documents.approve {kind}"
    for number, page in enumerate(now, 1):
        write_page(page, tmp_path / f"{kind}-{number}.png")
    seen = f"see {tmp_path} beside {APPROVED}; if it is right, python -m tests.services.documents.approve {kind}"
    if is_same_machine:
        assert differences(then, now) <= SAME_MACHINE, seen
    else:
        # Tables break their rows otherwise in other fonts, and what follows moves; the first page has none.
        assert difference(then[0], now[0]) <= OTHER_FONTS, seen
        pytest.skip(f"{kind} 只比对了首页：本机字体或 LibreOffice 与核定时不同（other fonts: first page only）")


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_on_a_page_is_seen(fault: str, rendered: dict[str, list[Page]]) -> None:
    assert differences(rendered[FAULTY], rendered[fault]) > 10 * SAME_MACHINE


def test_nothing_is_approved_that_no_document_is() -> None:
    assert {path.stem.rpartition("-")[0] for path in APPROVED.glob("*.png")} == set(KINDS)


def test_an_image_is_read_as_it_was_written(tmp_path: Path) -> None:
    page = (np.arange(240 * 240).reshape(240, 240) % 4 * 85).astype(np.uint8)
    write_page(page, tmp_path / "page.png")
    assert (read_page(tmp_path / "page.png") == page).all()


def blank() -> Page:
    return np.full((240, 240), 255, np.uint8)


def test_pages_differ_by_the_ink_that_stands_alone() -> None:
    one, other = blank(), blank()
    one[24:36, 24:120] = 0
    assert difference(one, one) == 0
    assert difference(one, other) == 1
    other[24:36, 24:132] = 0
    assert difference(one, other) == 0, "a character more at the end of a line"
    other[48:60, 24:120] = 0
    assert difference(one, other) > 0.3, "a line more"
    assert difference(blank(), blank()) == 0


def test_other_sizes_and_numbers_of_pages_are_all_different() -> None:
    assert difference(blank(), blank()[:120]) == 1
    assert differences([blank()], [blank(), blank()]) == 1
