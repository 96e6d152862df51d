from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.domain.scoring import NotScored, mean, places_left, rank
from honours.domain.states import RankingOutcome

POINTS = st.decimals(min_value=0, max_value=100, places=2)
SCORES = st.dictionaries(
    st.text("0123456789", min_size=1, max_size=4), st.lists(POINTS, min_size=1, max_size=5), max_size=30
)


def points(*values: str) -> list[Decimal]:
    return [Decimal(value) for value in values]


def test_mean_is_exact_to_four_places_with_halves_up() -> None:
    assert mean(points("80.00", "80.00", "80.01")) == Decimal("80.0033")
    assert mean(points("0.00", "0.01") * 1 + points("0.00", "0.00")) == Decimal("0.0025")
    assert mean(points("0.0001", "0.0002")) == Decimal("0.0002")


def test_tie_inside_the_line_shares_a_rank_and_stays_in() -> None:
    ranked = rank({"A": points("90"), "B": points("80"), "C": points("80"), "D": points("70")}, quota=3)
    assert [(one.nomination_no, one.rank, one.outcome) for one in ranked] == [
        ("A", 1, RankingOutcome.IN),
        ("B", 2, RankingOutcome.IN),
        ("C", 2, RankingOutcome.IN),
        ("D", 4, RankingOutcome.OUT),
    ]


def test_tie_across_the_line_is_left_to_people() -> None:
    ranked = rank({"A": points("90"), "B": points("80"), "C": points("80"), "D": points("80")}, quota=2)
    assert [one.outcome for one in ranked] == [RankingOutcome.IN, *[RankingOutcome.TIED] * 3]
    assert places_left(ranked, 2) == 1


def test_fewer_than_the_quota_are_all_in() -> None:
    assert {one.outcome for one in rank({"A": points("1"), "B": points("0")}, quota=10)} == {RankingOutcome.IN}


def test_without_a_quota_all_are_in_and_keep_their_ranks() -> None:
    ranked = rank({str(number): points(str(number % 7)) for number in range(30)}, quota=None)
    assert {one.outcome for one in ranked} == {RankingOutcome.IN}
    assert (ranked[0].rank, ranked[-1].rank) == (1, 26)


def test_nomination_without_a_score_is_refused_by_number() -> None:
    with pytest.raises(NotScored) as refusal:
        rank({"2025-KJ-0101-001": []}, quota=10)
    assert refusal.value.nomination_no == "2025-KJ-0101-001"
    assert "2025-KJ-0101-001" in str(refusal.value)


@given(SCORES, st.integers(1, 12))
def test_never_more_than_the_quota_in_and_ties_only_where_they_overflow(
    scores: dict[str, list[Decimal]], quota: int
) -> None:
    ranked = rank(scores, quota)
    inside = [one for one in ranked if one.outcome is RankingOutcome.IN]
    tied = [one for one in ranked if one.outcome is RankingOutcome.TIED]
    assert len(inside) <= quota
    assert len({one.mean_points for one in tied}) <= 1
    if tied:
        assert len(inside) + len(tied) > quota > len(inside)
    else:
        assert len(inside) == min(quota, len(ranked))


@given(SCORES, st.integers(1, 12), st.randoms())
def test_same_outcome_in_whatever_order_the_scores_come(
    scores: dict[str, list[Decimal]], quota: int, random: object
) -> None:
    shuffled = list(scores.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank(dict(shuffled), quota) == rank(scores, quota)
