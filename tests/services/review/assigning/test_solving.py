"""The one assignment that the rules, the costs and the seed leave: held against every rule, and against trying all."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.services.review.assigning.problems import (
    SEED,
    cheapest,
    entry,
    expert,
    pair,
    problem,
    problems,
)

from honours.services.review.assigning.checking import broken_rules
from honours.services.review.assigning.field import mask, tie_weights
from honours.services.review.assigning.problem import NotAProblem, PanelRules, Problem, digest
from honours.services.review.assigning.shortage import TooFewExperts
from honours.services.review.assigning.solving import Answer, solve

# Of the pairs below, in order: another HiGHS, processor or numpy must come to the same.
SAME = "a7e7651220b52d262b9596e3e912b46ff7fac37e65287c4f014fb319957e2ee3"
QUICK = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def answer_or_none(given_: Problem) -> Answer | None:
    try:
        return solve(given_)
    except TooFewExperts:
        return None


@QUICK
@given(problems())
def test_every_rule_is_kept_and_the_answer_is_proven(given_: Problem) -> None:
    answer = answer_or_none(given_)
    assume(answer is not None)
    assert answer is not None
    assert broken_rules(given_, answer.pairs) == []
    assert not answer.pairs & given_.forbidden
    assert answer.is_proven


@settings(QUICK, max_examples=60)
@given(problems(most_entries=3, most_experts=5))
def test_the_cost_is_that_of_trying_every_assignment(given_: Problem) -> None:
    answer = answer_or_none(given_)
    assert (None if answer is None else answer.cost) == cheapest(given_)


@QUICK
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(given_: Problem, random: Random) -> None:
    entries, experts = list(given_.entries), list(given_.experts)
    random.shuffle(entries)
    random.shuffle(experts)
    turned = replace(
        given_,
        entries=tuple(entries),
        experts=tuple(experts),
        forbidden=frozenset(sorted(given_.forbidden, reverse=True)),
    )
    assert digest(turned.record) == digest(given_.record)
    assert answer_or_none(turned) == answer_or_none(given_)


@QUICK
@given(problems(), st.integers(1, 5), st.sampled_from((("machinery",), ("energy",), ("textile",))))
def test_one_more_expert_never_leaves_us_without_an_assignment(
    given_: Problem, most: int, trades: tuple[str, ...]
) -> None:
    assume(answer_or_none(given_) is not None)
    categories = ("golden_idea", "tech_achievement")
    more = expert(99, *trades, unit="甲院", most=most, categories=categories)
    wider = answer_or_none(replace(given_, experts=(*given_.experts, more)))
    assert wider is not None
    assert wider.is_proven


@QUICK
@given(problems())
def test_the_record_holds_all_that_the_answer_rests_on(given_: Problem) -> None:
    again = Problem.of_record(given_.record)
    assert again == given_
    assert answer_or_none(again) == answer_or_none(given_)


def test_the_seed_decides_between_level_assignments() -> None:
    entries, experts = [entry(1)], [expert(number) for number in range(12)]
    drawn = {seed: solve(problem(entries, experts, seed=seed)).pairs for seed in ("甲", "乙", "丙", "丁", "戊", "己")}
    assert len(set(drawn.values())) > 1
    assert all(
        sum(tie_weights(problem(entries, experts, seed=seed), 1)[mask(problem(entries, experts), pairs)])
        == sum(sorted(tie_weights(problem(entries, experts, seed=seed), 1)[0])[:2])
        for seed, pairs in drawn.items()
    )


def test_load_is_spread_evenly() -> None:
    answer = solve(problem([entry(number) for number in range(6)], [expert(number) for number in range(4)]))
    loads = [sum(one.expert_no == f"E{number:03d}" for one in answer.pairs) for number in range(4)]
    assert loads == [3, 3, 3, 3]


def test_the_own_speciality_is_preferred() -> None:
    answer = solve(problem([entry(1, "energy")], [expert(1, "energy"), expert(2, "energy"), expert(3, "textile")]))
    assert {one.expert_no for one in answer.pairs} == {"E001", "E002"}


def test_what_people_were_told_stays_as_far_as_it_can() -> None:
    entries, experts = [entry(number) for number in range(5)], [expert(number) for number in range(6)]
    told = solve(problem(entries, experts)).pairs
    gone = min(told).expert_no
    left = [one for one in experts if one.expert_no != gone]
    answer = solve(problem(entries, left, seed="另一个种子", told=told))
    hit = {one for one in told if one.expert_no == gone}
    assert told - answer.pairs == hit
    assert len(answer.pairs - told) == len(hit)


def test_sheets_that_are_back_stay_even_when_their_expert_has_left_the_panel() -> None:
    left = expert(9, unit="他处", categories=(), most=0)
    answer = solve(problem([entry(1), entry(2)], [expert(1), expert(2), left], pinned=frozenset({pair(1, 9)})))
    assert pair(1, 9) in answer.pairs
    assert pair(2, 9) not in answer.pairs
    assert len(answer.pairs) == 4


def test_entries_of_a_category_all_compare() -> None:
    entries = [entry(1, "energy"), entry(2, "energy"), entry(3, "machinery"), entry(4, "machinery")]
    experts = [expert(1, "energy"), expert(2, "energy"), expert(3, "machinery"), expert(4, "machinery")]
    apart = solve(problem(entries, experts, PanelRules(2, 1, 1, is_connected=False)))
    assert {one.expert_no for one in apart.pairs if one.nomination_no in ("N001", "N002")} == {"E001", "E002"}
    linked = solve(problem(entries, experts))
    assert linked.cost > apart.cost
    assert broken_rules(problem(entries, experts), apart.pairs) == [
        "golden_idea 的项目没有连成一体：N003 与 N001 之间没有共同的专家相连"
    ]


def test_nothing_to_assign_is_an_answer() -> None:
    assert solve(problem([], [expert(1)])).pairs == frozenset()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        pytest.param(
            {"pinned": frozenset({pair(7, 1)})}, "不在本次分工之内", id="a sheet of an entry that is not there"
        ),
        pytest.param(
            {"pinned": frozenset({pair(1, 1)}), "forbidden": frozenset({pair(1, 1)})}, "回避", id="a conflict"
        ),
        pytest.param({"rules": PanelRules(2, 3, 1)}, "规则", id="more of the speciality than experts"),
        pytest.param({"experts": (expert(1), expert(1))}, "编号重复", id="an expert twice"),
    ],
)
def test_input_that_contradicts_itself_is_refused(change: dict[str, object], word: str) -> None:
    good = problem([entry(1)], [expert(1), expert(2)])
    with pytest.raises(NotAProblem, match=word):
        replace(good, **change)  # type: ignore[arg-type]


def test_the_answer_is_the_same_on_every_machine() -> None:
    entries = [entry(number, ("machinery", "energy", "textile")[number % 3]) for number in range(20)]
    experts = [
        expert(number, ("machinery", "energy", "textile")[number % 3], unit=f"单位{number % 5}") for number in range(12)
    ]
    answer = solve(problem(entries, experts, PanelRules(4, 2, 2), SEED))
    assert answer.is_proven
    assert digest([list(one) for one in sorted(answer.pairs)]) == SAME


def test_an_answer_that_the_linear_programme_only_nears_is_proven_to_be_the_only_one() -> None:
    """Here the programme ends between whole numbers: cost and order both have to be kept while others are ruled out."""
    both, ideas = ("golden_idea", "tech_achievement"), ("golden_idea",)
    entries = [
        entry(0, "machinery", "tech_achievement"),
        entry(1, "machinery"),
        entry(2, "energy", "tech_achievement"),
        entry(3, "machinery"),
        entry(4, "energy"),
        entry(5, "energy"),
    ]
    experts = [
        expert(0, "machinery", unit="甲院", most=4, categories=both),
        expert(1, "energy", unit="甲院", most=3, categories=both),
        expert(2, "machinery", unit="甲院", most=5, categories=both),
        expert(3, "machinery", unit="丙院", most=7, categories=ideas),
        expert(4, "machinery", unit="乙院", most=7, categories=both),
        expert(5, "energy", unit="乙院", most=5, categories=both),
        expert(6, "machinery", unit="乙院", most=7, categories=both),
        expert(7, "energy", "machinery", unit="乙院", most=4, categories=both),
    ]
    apart = [(0, 4), (0, 0), (1, 5), (4, 1), (3, 1), (3, 3), (0, 2), (4, 2), (1, 2), (4, 6), (3, 6), (2, 2)]
    answer = solve(problem(entries, experts, PanelRules(2, 1, 2), forbidden=frozenset(pair(*one) for one in apart)))
    assert (answer.cost, answer.gap, answer.is_only, answer.tie_rounds) == (32, 0, True, 1)
