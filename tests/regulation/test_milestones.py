"""The chains of steps come from data; a broken chain is refused."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from honours.domain.calendar import Counts, Window
from honours.domain.cycle import Scheme
from honours.domain.errors import HonoursError
from honours.regulation.loader import DATA, regulation
from honours.regulation.milestones import steps
from honours.regulation.values import NotInForce

DAY = date(2026, 4, 28)

STEP = """
[[achievement_award]]
code = "call_issued"
label = "发布申报通知"
article = "award/10"
"""


def test_award_steps_in_order() -> None:
    found = steps(Scheme.ACHIEVEMENT_AWARD, DAY)
    assert [step.code for step in found] == [
        "call_issued",
        "posting_started",
        "posting_closed",
        "nominations_due",
        "qualification_done",
        "scoring_done",
        "meeting_held",
        "notice_posted",
        "notice_closed",
        "awarded",
        "disbursed",
    ]
    windows = {step.code: step.window for step in found if step.window is not None}
    assert windows == {
        "posting_closed": Window(5, Counts.CALENDAR_DAYS),
        "notice_closed": Window(5, Counts.WORKING_DAYS),
    }


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_scheme_is_planned_from_call_to_payment(scheme: Scheme) -> None:
    found = steps(scheme, DAY)
    codes = [step.code for step in found]
    assert len(codes) == len(set(codes)) >= 10
    assert (codes[0], codes[-2:], [step.code for step in found if step.is_award]) == (
        "call_issued",
        ["awarded", "disbursed"],
        ["awarded"],
    )
    register = regulation().articles
    assert {register[step.article].scheme for step in found} == {scheme}
    assert all(step.is_practice for step in found if step.working_days)


def test_a_plan_before_the_regulation_is_refused() -> None:
    with pytest.raises(NotInForce, match="2021-09-22起"):
        steps(Scheme.ACHIEVEMENT_AWARD, date(2021, 9, 21))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(STEP.replace("award/10", "award/100"), "条款“award/100”不存在", id="article"),
        pytest.param(STEP + 'window = "public_note"\n', r"window\.public_notice", id="window"),
        pytest.param(STEP + 'practice = "score"\n', "scoring_working_days", id="practice"),
        pytest.param(STEP + 'window = "public_notice"\npractice = "scoring"\n', "只能写一个", id="both"),
        pytest.param(STEP + "days = 3\n", "不认识字段 days", id="unknown field"),
        pytest.param(STEP + 'is_award = "yes"\n', "应为true 或 false", id="flag"),
        pytest.param(STEP.replace("achievement_award", "employee_studio"), "没有职工创新成果奖的步骤", id="no steps"),
    ],
)
def test_a_broken_chain_is_refused(tmp_path: Path, text: str, says: str) -> None:
    for name in ("articles", "values"):
        shutil.copytree(DATA / name, tmp_path / name)
    (tmp_path / "steps.toml").write_text(STEP, encoding="utf-8")
    assert len(steps(Scheme.ACHIEVEMENT_AWARD, DAY, tmp_path)) == 1
    (tmp_path / "steps.toml").write_text(text, encoding="utf-8")
    with pytest.raises(HonoursError, match=says):
        steps(Scheme.ACHIEVEMENT_AWARD, DAY, tmp_path)
