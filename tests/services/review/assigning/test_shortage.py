"""Why there is no assignment: planted shortages of every kind are named with their number and place."""

from __future__ import annotations

import pytest
from tests.services.review.assigning.problems import entry, expert, pair, problem

from honours.services.review.assigning.problem import Pair, PanelRules, Problem
from honours.services.review.assigning.shortage import Family, Shortage, TooFewExperts
from honours.services.review.assigning.solving import solve


def short(given: Problem) -> TooFewExperts:
    with pytest.raises(TooFewExperts) as caught:
        solve(given)
    return caught.value


def test_conflicts_that_leave_an_entry_too_few_are_named_with_the_entry() -> None:
    forbidden = frozenset({pair(1, 1), pair(1, 2)})
    error = short(problem([entry(1), entry(2)], [expert(1), expert(2), expert(3)], forbidden=forbidden))
    assert error.shortages == (Shortage(Family.PANEL, "N001", missing=1, needed=2, available=1),)
    assert str(error) == (
        "没有符合全部规则的评审分工，未作任何分配。可评专家人数不足，共差1：N001 需2、只有1、差1。"
        "请在名册的“评审组”中增补与这些项目没有回避关系的专家。"
    )


def test_a_missing_speciality_is_named() -> None:
    error = short(problem([entry(1, "energy")], [expert(1), expert(2)]))
    assert error.shortages == (Shortage(Family.SPECIALITY, "N001", missing=1, needed=1, available=0),)


def test_too_few_units_are_named() -> None:
    error = short(problem([entry(1)], [expert(1, unit="甲院"), expert(2, unit="甲院"), expert(3, unit="甲院")]))
    assert error.shortages == (Shortage(Family.UNIT, "N001", missing=1, needed=2, available=1),)


def test_the_speciality_within_the_units_is_named() -> None:
    experts = [expert(1, unit="甲院"), expert(2, unit="甲院"), expert(3, "energy", unit="乙院")]
    error = short(problem([entry(1)], [*experts, expert(4, "energy", unit="丙院")], PanelRules(3, 2, 1)))
    assert error.shortages == (Shortage(Family.UNIT, "N001", missing=1, needed=2, available=1),)


@pytest.mark.parametrize("missing", [1, 5])
def test_limits_that_are_too_low_are_counted_and_named_by_speciality(missing: int) -> None:
    entries = [entry(number) for number in range(10)]
    error = short(problem(entries, [expert(1, most=10), expert(2, most=10 - missing)]))
    assert error.missing(Family.LOAD) == missing
    assert error.shortages == (Shortage(Family.LOAD, "机械制造", missing=missing, needed=20, available=20 - missing),)


def test_limits_of_one_speciality_are_not_laid_on_another() -> None:
    entries = [entry(number, "energy") for number in range(6)]
    plenty = [expert(number, "textile", most=20) for number in range(5, 9)]
    error = short(problem(entries, [expert(1, "energy", most=2), expert(2, "energy", most=2), *plenty]))
    assert error.shortages == (Shortage(Family.LOAD, "能源电力", missing=2, needed=6, available=4),)


def test_parts_that_no_expert_can_connect_are_named_with_the_category() -> None:
    entries = [entry(1, "energy"), entry(2, "machinery")]
    experts = [expert(1, "energy"), expert(2, "energy"), expert(3), expert(4)]
    error = short(problem(entries, experts, PanelRules(2, 2, 1)))
    assert error.shortages == (Shortage(Family.CONNECTION, "十佳金点子", missing=1, needed=1, available=0),)
    assert "请增补可评多个专业的专家" in str(error)


def test_limits_that_suffice_only_without_the_connection_are_told_as_the_connection() -> None:
    entries = [entry(1, "energy"), entry(2, "machinery")]
    experts = [expert(1, "energy", most=1), expert(2, "energy", most=1), expert(3, most=1), expert(4, most=1)]
    error = short(problem(entries, experts))
    assert [one.family for one in error.shortages] == [Family.CONNECTION]


def test_a_sheet_that_is_back_is_no_shortage_even_beyond_the_limit() -> None:
    back = frozenset({pair(1, 1), pair(2, 1)})
    answer = solve(problem([entry(1), entry(2)], [expert(1, most=1), expert(2)], pinned=back))
    assert answer.pairs == back | {Pair("N001", "E002"), Pair("N002", "E002")}
