from __future__ import annotations

from decimal import Decimal

import pytest
from tests.services.review.advisory.test_offsets import points

from honours.domain.states import RankingOutcome
from honours.services.review.advisory.attention import adjusted_ranks, crossings, farthest_apart
from honours.services.review.advisory.experts import expert_statistics, span_of
from honours.services.review.advisory.offsets import fit_offsets

TABLE: dict[str, dict[str, object]] = {
    "A": {"E1": 90, "E2": 80, "E3": 70},
    "B": {"E1": 80, "E2": 70, "E3": 80},
    "C": {"E1": 70, "E2": 60, "E3": 90},
}
IN, OUT, TIED = RankingOutcome.IN, RankingOutcome.OUT, RankingOutcome.TIED


def test_each_expert_is_told_by_count_mean_spread_offset_and_agreement() -> None:
    given = points(TABLE)
    first, second, third = expert_statistics(given, fit_offsets(given))
    assert (first.expert_no, first.count, first.mean, first.spread) == ("E1", 3, 80, 10)
    assert [one.offset for one in (first, second, third)] == [
        Decimal("3.333333"),
        Decimal("-6.666667"),
        Decimal("3.333333"),
    ]
    # E1 gives 90, 80, 70 where the others mean 75 each: no difference, so nothing can be said.
    assert first.agreement is None
    assert third.agreement == -1
    assert (first.span.lowest, first.span.middle, first.span.highest) == (70, 80, 90)


@pytest.mark.parametrize(
    "table",
    [
        pytest.param({"A": {"E1": 90, "E2": 80}, "B": {"E1": 80, "E2": 70}}, id="two entries"),
        pytest.param({"A": {"E1": 90}, "B": {"E1": 80}, "C": {"E1": 70}}, id="nobody beside"),
        pytest.param({key: {"E1": 80, "E2": 70 + at} for at, key in enumerate("ABC")}, id="all the same"),
    ],
)
def test_agreement_is_left_open_where_nothing_can_be_said(table: dict[str, dict[str, object]]) -> None:
    given = points(table)
    assert expert_statistics(given, fit_offsets(given))[0].agreement is None


def test_a_single_score_has_no_spread() -> None:
    given = points({"A": {"E1": 90}})
    (only,) = expert_statistics(given, fit_offsets(given))
    assert (only.spread, only.span.lower, only.span.upper) == (None, 90, 90)


def test_quarters_are_taken_between_the_scores() -> None:
    span = span_of([Decimal(value) for value in (60, 70, 80, 90)])
    assert (span.lower, span.middle, span.upper) == (Decimal("67.5"), 75, Decimal("82.5"))


@pytest.mark.parametrize(
    ("official", "quota", "expected"),
    [
        pytest.param({"A": IN, "B": OUT}, 1, [("A", 2), ("B", 1)], id="both sides"),
        pytest.param({"A": TIED, "B": TIED}, 1, [], id="a tie is no side"),
        pytest.param({"A": IN, "B": IN}, 2, [], id="both within"),
        pytest.param({"A": IN, "B": IN}, None, [], id="no quota, no line"),
    ],
)
def test_crossings_by_quota(
    official: dict[str, RankingOutcome], quota: int | None, expected: list[tuple[str, int]]
) -> None:
    # A had the lenient E1, B the strict E2; what they share says by how much: E1 is 20 above E2.
    fit = fit_offsets(points({"A": {"E1": 85}, "B": {"E2": 75}, "Z": {"E1": 50, "E2": 30}}))
    outcomes = {**official, "Z": OUT if quota else IN}
    found = crossings(outcomes, fit, quota)
    assert [(one.nomination_no, one.adjusted_rank) for one in found] == expected


def test_what_does_not_compare_is_not_compared() -> None:
    fit = fit_offsets(points({"A": {"E1": 85}, "B": {"E2": 75}}))
    assert adjusted_ranks(fit) == {}
    assert crossings({"A": OUT, "B": IN}, fit, 1) == []


def test_level_entries_share_their_adjusted_rank_and_cross_nothing() -> None:
    fit = fit_offsets(points({"A": {"E1": 80, "E2": 80}, "B": {"E1": 80, "E2": 80}}))
    assert adjusted_ranks(fit) == {"A": 1, "B": 1}
    assert crossings({"A": IN, "B": OUT}, fit, 1) == []


def test_farthest_apart_come_first_with_those_level_with_the_last() -> None:
    given = points(
        {"A": {"E1": 90, "E2": 60}, "B": {"E1": 80, "E2": 70}, "C": {"E1": 75, "E2": 65}, "D": {"E1": 70, "E2": 70}}
    )
    assert [one.nomination_no for one in farthest_apart(given, 1)] == ["A"]
    assert [one.nomination_no for one in farthest_apart(given, 2)] == ["A", "B", "C"]
    assert [one.nomination_no for one in farthest_apart(given, 9)] == ["A", "B", "C"]
    assert (farthest_apart(given, 1)[0].lowest, farthest_apart(given, 1)[0].highest) == (60, 90)
