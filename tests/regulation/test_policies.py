"""The office's policies are the ones of the day; a file that cannot be right is refused with the words that mend it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.regulation.amending import copy_of_the_law

from honours.domain.cycle import Scheme
from honours.domain.policies import Anonymous, Formula, Reserve, Silence, TieKind
from honours.regulation.policies import (
    NoPolicy,
    notice_policies,
    notice_policy,
    review_policies,
    review_policy,
)
from honours.regulation.tables import BrokenTable
from honours.regulation.values import NotInForce

AWARD = Scheme.ACHIEVEMENT_AWARD
FIRST_ON = date(2021, 9, 22)
DAY = date(2025, 11, 10)


def test_schemes_with_experts_have_a_review_policy_and_all_have_a_notice_policy() -> None:
    assert set(review_policies()) == {AWARD, Scheme.EMPLOYEE_STUDIO}
    assert set(notice_policies()) == set(Scheme)
    assert all(
        life.is_office_practice
        for one in (*review_policies().values(), *notice_policies().values())
        for life in one.lives
    )


def test_the_award_is_reviewed_blind_by_weighted_criteria() -> None:
    policy = review_policy(AWARD, DAY)
    assert (policy.experts_per_entry, policy.least_of_speciality, policy.most_of_one_unit) == (5, 2, 2)
    assert policy.is_blind
    assert policy.formula is Formula.TRIMMED_MEAN
    assert sum(one.weight for one in policy.criteria) == 100
    assert [(one.kind, one.article) for one in policy.tie_keys] == [
        (TieKind.CRITERION_MEAN, "award/3"),
        (TieKind.PRIORITY, "award/10"),
    ]


def test_only_the_award_is_put_to_the_industry() -> None:
    policy = notice_policy(AWARD, DAY)
    assert (policy.anonymous, policy.reserve) == (Anonymous.CHECK_WITH_EVIDENCE, Reserve.NONE)
    assert policy.consultation is not None
    assert policy.consultation.silence is Silence.ASK
    assert notice_policy(Scheme.MODEL_WORKER_STUDIO, DAY).consultation is None


def test_visited_studios_have_no_review_policy() -> None:
    with pytest.raises(NoPolicy, match="劳模创新工作室没有专家评审办法") as caught:
        review_policy(Scheme.MODEL_WORKER_STUDIO, DAY)
    assert caught.value.scheme is Scheme.MODEL_WORKER_STUDIO


def test_the_day_before_the_regulation_has_no_policy() -> None:
    assert review_policy(AWARD, FIRST_ON) == review_policy(AWARD, DAY)
    with pytest.raises(NotInForce):
        review_policy(AWARD, date(2021, 9, 21))
    with pytest.raises(NotInForce):
        notice_policy(AWARD, date(2021, 9, 21))


def test_a_new_policy_leaves_old_years_under_the_old_one(tmp_path: Path) -> None:
    folder = copy_of_the_law(tmp_path)
    path = folder / "policies" / "notice.toml"
    before, own = path.read_text("utf-8").split("[[employee_studio.values]]\nfrom = 2021-09-22\n")
    old = f"[[employee_studio.values]]\nfrom = 2021-09-22\nuntil = 2025-12-31\n{own}"
    new = f"[[employee_studio.values]]\nfrom = 2026-01-01\n{own.replace('quorum_percent = 60', 'quorum_percent = 75')}"
    path.write_text(f"{before}{old}\n{new}", "utf-8")
    assert notice_policy(Scheme.EMPLOYEE_STUDIO, date(2025, 12, 31), folder).quorum_percent == 60
    assert notice_policy(Scheme.EMPLOYEE_STUDIO, date(2026, 1, 1), folder).quorum_percent == 75


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        pytest.param("review", "weight = 40", "weight = 41", "合计为 101，应为 100", id="weights"),
        pytest.param("review", 'code = "spread"', 'code = "benefit"', "code 有重复", id="criterion twice"),
        pytest.param("review", 'criterion = "benefit"', 'criterion = "price"', "以下之一", id="unknown criterion"),
        pytest.param("review", "least_of_speciality = 2", "least_of_speciality = 6", "无法满足", id="trade"),
        pytest.param("review", "experts_per_entry = 5", "experts_per_entry = 2", "至少为 3", id="too few to trim"),
        pytest.param("review", 'article = "award/3"', 'article = "award/99"', "award/99", id="unknown article"),
        pytest.param("review", "is_blind = true", 'is_blind = "yes"', "应为true 或 false", id="flag"),
        pytest.param("review", "places = 4", "places = 4\nmedian = true", "不认识字段 median", id="unknown field"),
        pytest.param("notice", "quorum_percent = 60", "quorum_percent = 101", "不能超过 100", id="quorum"),
        pytest.param("notice", "approval_percent = 50", "approval_percent = 100", "应小于 100", id="approval"),
        pytest.param("notice", 'silence = "ask"', 'silence = "yes"', "以下之一", id="silence"),
        pytest.param("notice", 'reserve = "none"', 'reserve = "all"', "以下之一", id="reserve"),
        pytest.param("notice", "reply_working_days = 4", "reply_working_days = 0", "不小于 1", id="no time to reply"),
    ],
)
def test_a_broken_policy_is_refused(tmp_path: Path, file: str, old: str, new: str, says: str) -> None:
    folder = copy_of_the_law(tmp_path)
    path = folder / "policies" / f"{file}.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BrokenTable, match=says):
        review_policies(folder) if file == "review" else notice_policies(folder)
