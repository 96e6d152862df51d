"""What the person who closes a notice is shown of each objection is what the conclusion then does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.builders import CYCLE
from tests.services.notice.posted import prove_both
from tests.services.notice.test_notice import (
    CLOSES_ON,
    DAY_AFTER,
    POSTED_ON,
    number,
    object_to,
    on_notice,
    ranked,
    states,
)

from honours.services.notice.conclusion import conclude
from honours.services.notice.posting import NotDecidedYet
from honours.services.notice.register import objections_markdown
from honours.storage.unit_of_work import UnitOfWork

UPHELD = {"finding": "属实", "is_upheld": "成立", "closed_on": date(2025, 12, 1)}
REJECTED = {"finding": "不属实", "is_upheld": "不成立", "closed_on": date(2025, 12, 1)}


def lines(unit: UnitOfWork) -> list[list[str]]:
    """Return the cells of the table below its head."""
    table = [line for line in objections_markdown(CYCLE, unit).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def test_nothing_is_shown_before_the_meeting(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    ranked(unit_of_work, tmp_path / "in", {1: 90})
    with pytest.raises(NotDecidedYet):
        objections_markdown(CYCLE, unit_of_work)


def test_notice_without_objection_says_so_with_its_days(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    on_notice(unit_of_work, tmp_path / "in")
    shown = objections_markdown(CYCLE, unit_of_work)
    assert f"公示期：{POSTED_ON} 至 {CLOSES_ON}" in shown
    assert "没有登记任何异议" in shown
    assert lines(unit_of_work) == []


def test_each_objection_is_shown_with_what_it_does_and_nobody_who_objected(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    on_notice(unit_of_work, tmp_path / "in")
    outcome = object_to(
        unit_of_work,
        tmp_path / "in",
        "异议.xlsx",
        {"objection_no": "YY-2025-001", "nomination_no": number(1), "objector_name": "赵某某"},
        {"objection_no": "YY-2025-002", "nomination_no": number(2), **UPHELD},
        {"objection_no": "YY-2025-003", "nomination_no": number(3), **REJECTED},
    )
    assert outcome.is_clean, outcome.findings
    shown = objections_markdown(CYCLE, unit_of_work)
    assert "赵某某" not in shown
    assert [(row[0], row[1], row[5], row[7]) for row in lines(unit_of_work)] == [
        ("YY-2025-001", number(1), "尚未办结", "暂缓该项"),
        ("YY-2025-002", number(2), "2025-12-01 办结，成立", "不予授奖"),
        ("YY-2025-003", number(3), "2025-12-01 办结，不成立", "照常授奖"),
    ]
    prove_both(unit_of_work, tmp_path / "in", CYCLE)
    conclude(CYCLE, DAY_AFTER, "run", unit_of_work)
    assert states(unit_of_work) == {number(1): "held", number(2): "declined", number(3): "awarded"}


@pytest.mark.parametrize(
    ("received_on", "effect", "state"),
    [
        pytest.param(date(2025, 11, 25), "不影响公布", "awarded", id="the day before"),
        pytest.param(POSTED_ON, "暂缓该项", "held", id="the first day"),
        pytest.param(CLOSES_ON, "暂缓该项", "held", id="the last day"),
    ],
)
def test_days_of_the_notice_decide_whether_an_objection_holds(
    unit_of_work: UnitOfWork, tmp_path: Path, received_on: date, effect: str, state: str
) -> None:
    on_notice(unit_of_work, tmp_path / "in")
    outcome = object_to(
        unit_of_work, tmp_path / "in", "异议.xlsx", {"nomination_no": number(1), "received_on": received_on}
    )
    assert outcome.is_clean, outcome.findings
    assert [row[7] for row in lines(unit_of_work)] == [effect]
    prove_both(unit_of_work, tmp_path / "in", CYCLE)
    conclude(CYCLE, DAY_AFTER, "run", unit_of_work)
    assert states(unit_of_work)[number(1)] == state
