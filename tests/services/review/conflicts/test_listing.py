"""The list of who must step back: for staff, with every reason, the same bytes for the same conflicts."""

from __future__ import annotations

import io
from datetime import date

from openpyxl import load_workbook
from sqlalchemy import select, text
from tests.builders import CYCLE
from tests.services.review.conflicts.world import FIRST, ON, UNIT, add_expert, add_recusal, entry, lay

from honours.domain.states import NominationState
from honours.services.review.conflicts import find_conflicts
from honours.storage.tables import document
from honours.storage.unit_of_work import UnitOfWork

LATER = date(2025, 12, 1)


def listed(unit: UnitOfWork) -> list[tuple[object, ...]]:
    place = unit.settings.outbox / CYCLE.slug / "review" / "回避关系清单.xlsx"
    page = load_workbook(io.BytesIO(place.read_bytes())).active
    assert page is not None
    return [tuple(row) for row in page.iter_rows(min_row=4, values_only=True)]


def versions(unit: UnitOfWork) -> int:
    with unit as work:
        found = select(document.c.version).where(document.c.kind == "conflict_list")
        return len(work.connection.scalars(found).all())


def test_list_has_expert_entry_kind_reason_and_source(unit_of_work: UnitOfWork) -> None:
    out = entry(2, state=NominationState.EXCLUDED, unit_name="别的公司", patentee="别的公司")
    lay(unit_of_work, entry(), out | {"unit_uscc": "91320200MA1XXXXX2A"})
    with unit_of_work as work:
        add_expert(work, unit_name=UNIT)
        add_expert(work, "E002", unit_name="别的公司")
        add_recusal(work)
    find_conflicts(CYCLE, ON, unit_of_work)
    head, *rows = listed(unit_of_work)
    assert head == ("专家编号", "专家", "专家单位", "申报编号", "项目", "类别", "关系", "理由", "来源")
    assert [(row[0], row[3], row[6], row[8]) for row in rows] == [
        ("E001", FIRST, "回避", "名册“回避”、评分表"),
        ("E001", FIRST, "同一单位", "名册与申报材料比对"),
    ]
    assert "曾任顾问" in str(rows[0][7])


def test_same_conflicts_make_no_new_version_and_others_do(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        add_expert(work, unit_name=UNIT)
    for on in (ON, LATER):
        find_conflicts(CYCLE, on, unit_of_work)
        assert versions(unit_of_work) == 1
    with unit_of_work as work:
        add_expert(work, "E002", unit_name=UNIT)
    find_conflicts(CYCLE, LATER, unit_of_work)
    assert (versions(unit_of_work), len(listed(unit_of_work))) == (2, 3)


def test_without_conflicts_there_is_no_list(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    find_conflicts(CYCLE, ON, unit_of_work)
    assert versions(unit_of_work) == 0
    with unit_of_work as work:
        assert work.connection.execute(text("SELECT * FROM honours.conflict")).all() == []
