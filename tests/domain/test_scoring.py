from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.domain.policies import Criterion, Formula, ReviewPolicy, TieKey, TieKind
from honours.domain.scoring import (
    NotScored,
    Ranked,
    Scored,
    TooFewScores,
    expert_points,
    mean,
    official_score,
    places_left,
    rank,
)
from honours.domain.states import RankingOutcome
from honours.domain.ties import PriorityNotLast, TieValue

IN, TIED, OUT = RankingOutcome.IN, RankingOutcome.TIED, RankingOutcome.OUT
BENEFIT = TieKey(TieKind.CRITERION_MEAN, "benefit", "“经济社会效益”平均分", "award/3")
PRIORITY = TieKey(TieKind.PRIORITY, None, "推荐单位次序", "award/10")
POLICY = ReviewPolicy(
    experts_per_entry=5,
    least_of_speciality=2,
    most_of_one_unit=2,
    most_entries_per_expert=45,
    conflict_years=3,
    is_district_conflict=False,
    is_blind=True,
    criteria=(
        Criterion("innovation", "创新性", 40),
        Criterion("benefit", "经济社会效益", 35),
        Criterion("spread", "推广价值", 25),
    ),
    formula=Formula.MEAN,
    places=4,
    tie_keys=(BENEFIT, PRIORITY),
)
PLAIN = replace(POLICY, criteria=(Criterion("overall", "评分", 100),), tie_keys=())
POINTS = st.decimals(min_value=0, max_value=100, places=2)
# Few values, so that ties are frequent; few bodies, so that their own order matters.
COARSE = st.integers(0, 3).map(lambda number: Decimal(number * 10))


def points(*values: str) -> list[Decimal]:
    return [Decimal(value) for value in values]


def plain(number: str, *values: str, body: str = "0101", priority: int = 1) -> Scored:
    return Scored(number, body, priority, tuple({"overall": Decimal(value)} for value in values))


def entry(number: str, body: str, priority: int, *benefits: int) -> Scored:
    """Return an entry whose experts give what weighs the same whatever the benefit: 35 × benefit + 40 × innovation."""
    given = tuple(
        {
            "benefit": Decimal(benefit),
            "innovation": Decimal(90) - Decimal(benefit) * 35 / 40,
            "spread": Decimal(50),
        }
        for benefit in benefits
    )
    return Scored(number, body, priority, given)


def outcomes(ranked: list[Ranked]) -> list[tuple[str, int, RankingOutcome]]:
    return [(one.nomination_no, one.rank, one.outcome) for one in ranked]


@st.composite
def categories(draw: st.DrawFn) -> list[Scored]:
    """Draw a category: distinct numbers, and within a body distinct places, as the intake has it."""
    count = draw(st.integers(1, 12))
    bodies = draw(st.lists(st.sampled_from("ABC"), min_size=count, max_size=count))
    experts = draw(st.integers(3, 5))
    rows = []
    for number, body in enumerate(bodies):
        given = tuple({criterion.code: draw(COARSE) for criterion in POLICY.criteria} for _ in range(experts))
        rows.append(Scored(f"N{number:02d}", body, bodies[:number].count(body) + 1, given))
    return rows


FORMULAS = st.sampled_from([POLICY, replace(POLICY, formula=Formula.TRIMMED_MEAN), replace(POLICY, places=1)])


def test_expert_points_are_the_weighted_criteria_without_rounding() -> None:
    given = {"innovation": Decimal("88.15"), "benefit": Decimal("70.01"), "spread": Decimal("99.99")}
    assert expert_points(given, POLICY.criteria) == Decimal("84.7610")


def test_mean_is_exact_to_the_places_with_halves_up() -> None:
    assert mean(points("80.00", "80.00", "80.01"), 4) == Decimal("80.0033")
    assert mean(points("0.00", "0.01", "0.00", "0.00"), 4) == Decimal("0.0025")
    assert mean(points("0.0001", "0.0002"), 4) == Decimal("0.0002")
    assert mean(points("84.5", "85.5"), 0) == Decimal("85")
    assert mean(points("84.25", "84.25"), 1) == Decimal("84.3")


def test_trimmed_mean_leaves_one_highest_and_one_lowest_out() -> None:
    policy = replace(PLAIN, formula=Formula.TRIMMED_MEAN)
    assert official_score("A", points("60", "80", "81", "83", "100"), policy) == Decimal("81.3333")
    assert official_score("A", points("60", "60", "90", "90", "90"), policy) == Decimal("80.0000")
    assert official_score("A", points("10", "70", "90"), policy) == Decimal("70.0000")


def test_trimmed_mean_of_two_is_refused_with_the_number() -> None:
    with pytest.raises(TooFewScores, match="2025-KJ-0101-001 只有 2 份") as refusal:
        official_score("2025-KJ-0101-001", points("80", "90"), replace(PLAIN, formula=Formula.TRIMMED_MEAN))
    assert (refusal.value.count, refusal.value.least) == (2, 3)


def test_nomination_without_a_score_is_refused_by_number() -> None:
    with pytest.raises(NotScored) as refusal:
        rank([plain("2025-KJ-0101-001")], 10, PLAIN)
    assert refusal.value.nomination_no == "2025-KJ-0101-001"


def test_tie_inside_the_line_shares_a_rank_and_stays_in() -> None:
    ranked = rank([plain("A", "90"), plain("B", "80"), plain("C", "80"), plain("D", "70")], 3, PLAIN)
    assert outcomes(ranked) == [("A", 1, IN), ("B", 2, IN), ("C", 2, IN), ("D", 4, OUT)]


def test_tie_across_the_line_is_left_to_people() -> None:
    ranked = rank([plain("A", "90"), plain("B", "80"), plain("C", "80"), plain("D", "80")], 2, PLAIN)
    assert [one.outcome for one in ranked] == [IN, TIED, TIED, TIED]
    assert places_left(ranked, 2) == 1


def test_scores_that_differ_only_beyond_the_places_are_level() -> None:
    policy = replace(PLAIN, places=1)
    assert [one.rank for one in rank([plain("A", "80.04"), plain("B", "80.01")], 1, policy)] == [1, 1]


def test_mean_of_a_criterion_decides_between_equal_scores_and_says_so() -> None:
    ranked = rank([entry("A", "01", 1, 60, 60), entry("B", "02", 1, 64, 64)], 1, POLICY)
    assert len({one.mean_points for one in ranked}) == 1
    assert outcomes(ranked) == [("B", 1, IN), ("A", 2, OUT)]
    assert ranked[0].tie_keys == (TieValue(BENEFIT.label, "award/3", "64.0000", True),)


def test_keys_are_asked_in_their_order_and_only_of_those_still_level() -> None:
    ranked = rank(
        [entry("A", "01", 2, 60), entry("B", "01", 1, 60), entry("C", "02", 1, 64), entry("D", "03", 9, 40)], 2, POLICY
    )
    assert outcomes(ranked) == [("C", 1, IN), ("B", 2, IN), ("A", 3, OUT), ("D", 4, OUT)]
    assert [[key.label for key in one.tie_keys] for one in ranked] == [
        [BENEFIT.label],
        [BENEFIT.label, PRIORITY.label],
        [BENEFIT.label, PRIORITY.label],
        [BENEFIT.label],
    ]


def test_body_order_compares_entries_of_one_body_only() -> None:
    ranked = rank([entry("A", "01", 1, 60), entry("B", "02", 2, 60)], 1, POLICY)
    assert outcomes(ranked) == [("A", 1, TIED), ("B", 1, TIED)]
    assert not ranked[0].tie_keys[-1].is_decisive


def test_body_order_settles_what_it_can_and_leaves_the_rest_to_people() -> None:
    three = [entry("A1", "01", 1, 60), entry("A2", "01", 2, 60), entry("B1", "02", 1, 60)]
    assert outcomes(rank(three, 2, POLICY)) == [("A1", 1, IN), ("B1", 1, TIED), ("A2", 2, TIED)]
    assert outcomes(rank(three, 1, POLICY)) == [("A1", 1, TIED), ("B1", 1, TIED), ("A2", 2, OUT)]


def test_key_after_the_order_of_bodies_is_refused() -> None:
    with pytest.raises(PriorityNotLast, match="应放在最后"):
        rank([entry("A", "01", 1, 60)], 1, replace(POLICY, tie_keys=(PRIORITY, BENEFIT)))


def test_without_a_quota_all_are_in_and_keep_their_ranks() -> None:
    ranked = rank([plain(f"{number:02d}", str(number % 7)) for number in range(30)], None, PLAIN)
    assert {one.outcome for one in ranked} == {IN}
    assert (ranked[0].rank, ranked[-1].rank) == (1, 26)


@given(st.lists(POINTS, min_size=1, max_size=7), st.integers(0, 4))
def test_mean_is_that_of_exact_fractions_rounded_half_up(given: list[Decimal], places: int) -> None:
    exact = sum((Fraction(point) for point in given), Fraction(0)) / len(given) * 10**places
    assert mean(given, places) == Decimal((exact + Fraction(1, 2)).__floor__()).scaleb(-places)


@given(st.lists(POINTS, min_size=3, max_size=7), st.randoms())
def test_trimmed_mean_ignores_the_order_and_lies_between_the_extremes(given: list[Decimal], random: Random) -> None:
    policy = replace(PLAIN, formula=Formula.TRIMMED_MEAN)
    shuffled = list(given)
    random.shuffle(shuffled)
    assert official_score("A", shuffled, policy) == official_score("A", given, policy)
    assert min(given) <= official_score("A", given, policy) <= max(given)


@given(categories(), st.integers(1, 8), FORMULAS)
def test_never_more_than_the_quota_in_and_ties_only_where_they_overflow(
    entries: list[Scored], quota: int, policy: ReviewPolicy
) -> None:
    ranked = rank(entries, quota, policy)
    assert sorted(one.nomination_no for one in ranked) == sorted(one.nomination_no for one in entries)
    inside = sum(one.outcome is IN for one in ranked)
    tied = [one for one in ranked if one.outcome is TIED]
    assert inside <= quota
    assert len({one.mean_points for one in tied}) <= 1
    if tied:
        assert inside + len(tied) > quota > inside
    else:
        assert inside == min(quota, len(ranked))


@given(categories(), st.integers(1, 8), FORMULAS, st.randoms())
def test_same_outcome_in_whatever_order_entries_and_experts_come(
    entries: list[Scored], quota: int, policy: ReviewPolicy, random: Random
) -> None:
    def shuffled(rows: tuple[Mapping[str, Decimal], ...]) -> tuple[Mapping[str, Decimal], ...]:
        return tuple(random.sample(rows, len(rows)))

    moved = [replace(one, given=shuffled(one.given)) for one in random.sample(entries, len(entries))]
    assert rank(moved, quota, policy) == rank(entries, quota, policy)


@given(categories(), st.integers(1, 8), FORMULAS)
def test_numbers_of_entries_decide_nothing(entries: list[Scored], quota: int, policy: ReviewPolicy) -> None:
    renamed = {one.nomination_no: f"Z{99 - place}" for place, one in enumerate(entries)}
    before = {one.nomination_no: (one.rank, one.outcome, one.tie_keys) for one in rank(entries, quota, policy)}
    after = rank([replace(one, nomination_no=renamed[one.nomination_no]) for one in entries], quota, policy)
    assert {one.nomination_no: (one.rank, one.outcome, one.tie_keys) for one in after} == {
        renamed[number]: found for number, found in before.items()
    }


@given(categories(), st.integers(1, 8), st.sampled_from(list(Formula)), st.integers(1, 20))
def test_same_points_more_for_everybody_keep_the_order(
    entries: list[Scored], quota: int, formula: Formula, more: int
) -> None:
    policy = replace(POLICY, formula=formula)
    lifted = [
        replace(one, given=tuple({code: value + more for code, value in sheet.items()} for sheet in one.given))
        for one in entries
    ]
    before, after = rank(entries, quota, policy), rank(lifted, quota, policy)
    assert outcomes(after) == outcomes(before)
    assert [one.mean_points for one in after] == [one.mean_points + more for one in before]


@given(categories(), st.integers(1, 8))
def test_every_order_that_the_keys_allow_agrees_with_what_is_called_certain(entries: list[Scored], quota: int) -> None:
    ranked = rank(entries[:6], quota, POLICY)
    by_number = {one.nomination_no: one for one in entries}
    best = {one.nomination_no: len(ranked) for one in ranked}
    worst = dict.fromkeys(best, 0)
    blocks: dict[tuple[object, ...], list[Ranked]] = {}
    for one in ranked:
        total = tuple(key.value for key in one.tie_keys if key.label != PRIORITY.label)
        blocks.setdefault((one.mean_points, total), []).append(one)
    begin = 0
    for block in blocks.values():
        for order in permutations([one.nomination_no for one in block]):
            places = {number: place for place, number in enumerate(order)}
            if any(
                by_number[one].body_code == by_number[other].body_code
                and by_number[one].priority_no < by_number[other].priority_no
                and places[one] > places[other]
                for one in order
                for other in order
            ):
                continue
            for number, place in places.items():
                best[number], worst[number] = min(best[number], begin + place), max(worst[number], begin + place)
        begin += len(block)
    for one in ranked:
        certain = IN if worst[one.nomination_no] < quota else OUT if best[one.nomination_no] >= quota else TIED
        assert one.outcome is certain
