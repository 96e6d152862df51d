"""What keeps experts from a nomination is told by kind and number, and no expert is named."""

from __future__ import annotations

from datetime import date

from tests.builders import CYCLE
from tests.services.explain.cases import taken
from tests.services.review.conflicts.world import FIRST, ON, UNIT, add_expert, add_recusal, lay

from honours.domain.conflicts import ConflictKind
from honours.services.explain.page import page
from honours.services.explain.plain_text import as_text
from honours.services.explain.record import as_record
from honours.services.review.conflicts import find_conflicts
from honours.storage.unit_of_work import UnitOfWork


def test_conflicts_are_told_by_kind_without_names(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        add_expert(work, unit_name=UNIT)
        add_expert(work, "E002", unit_name=UNIT, name="徐一")
        add_recusal(work)
    find_conflicts(CYCLE, ON, unit_of_work)
    told = taken(FIRST, unit_of_work)
    assert [(one.kind, one.experts) for one in told.conflicts] == [
        (ConflictKind.SAME_UNIT, 2),
        (ConflictKind.TEAM_MEMBER, 1),
        (ConflictKind.RECUSAL, 1),
    ]
    says = "同一单位 2 名，项目成员 1 名，回避 1 名"
    assert f"应当回避、不评本项目的专家：{says}" in as_text(told).splitlines()
    html = page(told, date(2025, 12, 1), unit_of_work.settings.templates)
    assert f"{says}。" in html
    assert as_record(told)["conflicts"][0] == {"kind": "same_unit", "label": "同一单位", "experts": 2}
    assert "E001" not in html + as_text(told)
    assert "专家E001" not in html + as_text(told)


def test_without_conflicts_nothing_is_said(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    assert "回避" not in as_text(taken(FIRST, unit_of_work))
    assert "专家回避" not in page(taken(FIRST, unit_of_work), date(2025, 12, 1), unit_of_work.settings.templates)
