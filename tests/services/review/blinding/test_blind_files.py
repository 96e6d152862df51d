"""Every file that an expert gets, unzipped and searched byte by byte for whose the entries are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from sqlalchemy import select, update
from tests.builders import CYCLE, add_nominations, lay_ground, nominee
from tests.services.scored import EXPERTS, SENT_ON, add_panel, filled, send_back, sent_sheet

from honours.domain.cycle import Category
from honours.domain.states import NominationState
from honours.services.review.assigning.drawing import assign_experts
from honours.services.review.blinding.codes import codes_of
from honours.services.review.blinding.key_list import KEY_LIST_NAME
from honours.services.review.blinding.leaks import BlindLeak, find_leaks
from honours.services.review.blinding.redaction import MARK, Redactor
from honours.services.review.scoring import send_score_sheets
from honours.storage.tables import nomination, recommending_body
from honours.storage.unit_of_work import UnitOfWork

IDEA = Category.GOLDEN_IDEA
BODIES = {"0101": "梁溪区总工会", "0305": "太澜水务集团工会"}
FACTS = [
    {
        "body": "0101",
        "person_name": "欧阳澄宇",
        "team_members": "濮阳静怡、端木锐",
        "unit_name": "无锡澄帆精密机械有限公司",
        "project_name": "澄帆公司主轴装配线降低能耗的建议",
        "project_summary": (
            "欧阳澄宇在无锡澄帆精密机械有限公司带领濮阳 静怡、端木·锐，于澄帆精密机械二车间改进夹具，"
            "由梁溪区总工会推荐。联系电话13812345678，0510-85012345，邮箱 oy@chengfan.example，"
            "身份证号320204198001010015，参考专利ZL202110000011.2，编号2025-JD-0101-001，见www.chengfan.example/a。"
            "每年节电十二万度，产品合格率由九成提高到九成八。"
        ),
    },
    {
        "body": "0305",
        "person_name": "司徒明岚",
        "team_members": None,
        "unit_name": "江苏（无锡）锡岚纺织科技股份有限公司",
        "project_name": "减少停机时间的建议",
        "project_summary": "锡岚纺织的司徒明岚提出，太澜水务配合。细纱机停机时间由四十分钟减到十五分钟。",
    },
]
# What people would look for, written by hand: names, units in full and for short, bodies in full and for short.
FORBIDDEN = [
    *("欧阳澄宇", "濮阳静怡", "濮阳 静怡", "端木锐", "端木·锐", "司徒明岚"),
    *("无锡澄帆精密机械有限公司", "澄帆精密机械", "澄帆公司", "澄帆", "锡岚纺织", "锡岚"),
    *("梁溪区总工会", "梁溪", "太澜水务集团工会", "太澜水务", "太澜"),
    *("13812345678", "85012345", "chengfan", "320204198001010015", "202110000011"),
]


@pytest.fixture
def sent(unit_of_work: UnitOfWork) -> UnitOfWork:
    """Sheets on their way, whose entries tell in many ways whose they are."""
    with unit_of_work as work:
        lay_ground(work, bodies=tuple(BODIES))
        for code, name in BODIES.items():
            work.connection.execute(
                update(recommending_body).where(recommending_body.c.body_code == code).values(name=name)
            )
        add_nominations(
            work, [nominee(IDEA, n, state=NominationState.QUALIFIED, **one) for n, one in enumerate(FACTS, 1)]
        )
    add_panel(unit_of_work, EXPERTS)
    assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    send_score_sheets(CYCLE, SENT_ON, unit_of_work)
    return unit_of_work


def forbidden(unit: UnitOfWork) -> list[str]:
    with unit as work:
        numbers = list(work.connection.scalars(select(nomination.c.nomination_no)))
    assert len(numbers) == len(FACTS)
    return [*FORBIDDEN, *numbers]


def parts(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every part of a file by itself, as bytes: its name, its comment, and what is packed in it."""
    content = path.read_bytes()
    yield "name", path.name.encode()
    yield "whole", content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            yield "comment", package.comment
            for entry in package.infolist():
                yield entry.filename, entry.filename.encode() + b"\n" + entry.comment + entry.extra
                yield entry.filename, package.read(entry)


def found(path: Path, terms: list[str]) -> set[str]:
    """Return the terms that stand anywhere in the file, in any of the codings that Office knows."""
    return {
        term
        for _, content in parts(path)
        for term in terms
        for coding in ("utf-8", "utf-16-le", "utf-16-be")
        if term.encode(coding) in content or "".join(f"&#{ord(character)};" for character in term).encode() in content
    }


def test_no_byte_of_a_sheet_tells_whose_an_entry_is(sent: UnitOfWork) -> None:
    sheets = sorted((sent.settings.outbox / CYCLE.slug / "review").glob("评分表-*.xlsx"))
    assert len(sheets) == len(EXPERTS)
    for sheet in sheets:
        assert found(sheet, forbidden(sent)) == set()
        cells = [str(cell.value) for row in load_workbook(sheet)["评分表"].iter_rows() for cell in row]
        # What the expert needs is still there, and a mark where something stood.
        assert any(MARK in cell and "每年节电十二万度" in cell for cell in cells)
        assert any("建议所属方面：安全" in cell and "360,000.00" in cell for cell in cells)


def test_no_byte_of_what_comes_back_to_an_expert_tells_whose_an_entry_is(sent: UnitOfWork, tmp_path: Path) -> None:
    bad = {number: {"points_innovation": 170} for number in forbidden(sent) if number.startswith("2025-JD")}
    outcome = send_back(sent, tmp_path / "in", "E001", bad, name="评分表-E001.xlsx")
    assert outcome.returned_to is not None
    assert outcome.returned_to.suffix == ".xlsx"
    stranger = send_back(
        sent, tmp_path / "in", "E002", {}, name="评分表-E002.xlsx", edit=lambda book: _mark(book, "expert_no", "E999")
    )
    refused = [path for path in (sent.settings.outbox / CYCLE.slug / "returned").rglob("*") if path.is_file()]
    assert outcome.returned_to in refused
    assert stranger.returned_to is not None
    for path in [*refused, stranger.returned_to]:
        assert found(path, forbidden(sent)) == set()
    assert not any(term in finding.says + finding.found for finding in outcome.findings for term in forbidden(sent))


def _mark(book: Workbook, name: str, value: str) -> None:
    for row in book["_honours"].iter_rows():
        if row[0].value == name:
            row[1].value = value


def test_staff_have_the_list_of_codes_and_it_names_every_entry(sent: UnitOfWork) -> None:
    place = sent.settings.outbox / CYCLE.slug / "review" / KEY_LIST_NAME
    rows = [[str(cell) for cell in row] for row in load_workbook(place).worksheets[0].iter_rows(values_only=True)]
    with sent as work:
        codes = codes_of(CYCLE, work)
    assert len(codes) == len(FACTS)
    for number, code in codes.items():
        assert any(code in row and number in row for row in rows)
    assert any("不得发给评审专家" in cell for row in rows for cell in row)


def test_codes_tell_nothing_stay_and_order_the_rows(sent: UnitOfWork) -> None:
    with sent as work:
        codes = codes_of(CYCLE, work)
    assert all(code.replace("-", "").isalpha() and len(code) == 9 for code in codes.values())
    page = load_workbook(sent_sheet(sent, "E001"))["评分表"]
    listed = [page.cell(row, 1).value for row in (3, 4)]
    assert listed == sorted(codes.values())
    assert send_score_sheets(CYCLE, date(2025, 11, 12), sent) == len(EXPERTS)
    with sent as work:
        assert codes_of(CYCLE, work) == codes


def _in_cell(book: Workbook) -> None:
    book["评分表"]["M9"] = "欧阳澄宇"


def _in_properties(book: Workbook) -> None:
    book.properties.description = "澄帆"


def _in_hidden_sheet(book: Workbook) -> None:
    page = book.create_sheet("x")
    page.sheet_state = "veryHidden"
    page["A1"] = "2025-JD-0101-001"


def _in_sheet_name(book: Workbook) -> None:
    book.create_sheet("梁溪")


def _in_defined_name(book: Workbook) -> None:
    book.defined_names["太澜"] = DefinedName("太澜", attr_text="评分表!$A$1")


def _in_comment(book: Workbook) -> None:
    book["评分表"]["A3"].comment = Comment("锡岚", "司徒明岚")


PLANTED = [_in_cell, _in_properties, _in_hidden_sheet, _in_sheet_name, _in_defined_name, _in_comment]


@pytest.mark.parametrize("plant", PLANTED)
def test_planted_leak_is_found_by_this_search_and_by_the_guard(
    sent: UnitOfWork, tmp_path: Path, plant: Callable[[Workbook], None]
) -> None:
    path = tmp_path / "planted.xlsx"
    path.write_bytes(filled(sent, sent_sheet(sent, "E001"), {}, plant))
    terms = forbidden(sent)
    assert found(path, terms)
    assert find_leaks(path.name, path.read_bytes(), Redactor(terms))


def test_sheet_with_a_name_in_it_does_not_leave_the_house(
    unit_of_work: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(work, [nominee(IDEA, 1, state=NominationState.QUALIFIED, **{**FACTS[0], "body": "0101"})])
    add_panel(unit_of_work, EXPERTS)
    assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    monkeypatch.setattr(Redactor, "redact", lambda _, text: text)
    with pytest.raises(BlindLeak, match="没有发出") as refusal:
        send_score_sheets(CYCLE, SENT_ON, unit_of_work)
    assert "xl/worksheets/sheet2.xml" in str(refusal.value) or "sharedStrings" in str(refusal.value)
    assert not list(unit_of_work.settings.outbox.rglob("评分表-*"))
