"""A small review with many experts: too many assignments cost the same to search them all, yet one comes out."""

from __future__ import annotations

import numpy as np
import pytest

from honours.services.review.assigning import programme
from honours.services.review.assigning.checking import broken_rules
from honours.services.review.assigning.field import field_of, mask, tie_weights
from honours.services.review.assigning.linking import linked
from honours.services.review.assigning.problem import Costs, Entry, Expert, Pair, PanelRules, Problem
from honours.services.review.assigning.solving import solve

TRADES = tuple(f"trade{number}" for number in range(8))
RULES = PanelRules(5, 1, 2)
COSTS = Costs(other_speciality=8, further_speciality=2, load_step=1)


def studios(count: int = 7, experts: int = 32) -> Problem:
    """Return a review of ``count`` studios by so many experts that all could do with one studio each."""
    return Problem(
        tuple(Entry(f"N{number:03d}", "standard", TRADES[number % 8]) for number in range(count)),
        tuple(
            Expert(f"E{number:03d}", f"unit{number % 6}", (TRADES[number % 8],), ("standard",), 30)
            for number in range(experts)
        ),
        RULES,
        COSTS,
        "seed",
    )


def test_search_that_spends_its_work_ends_with_a_linked_assignment_and_its_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programme, "_MOST_WORK", 100_000)
    problem = studios()
    answer = solve(problem)
    assert broken_rules(problem, answer.pairs) == []
    assert answer.bound <= answer.cost
    assert not answer.is_only
    assert solve(problem) == answer


def test_parts_are_linked_by_exchanges_that_keep_the_rules() -> None:
    problem = studios(2, 16)
    field = field_of(problem)
    apart = mask(
        problem,
        {Pair("N000", f"E{number:03d}") for number in (0, 2, 4, 6, 9)}
        | {Pair("N001", f"E{number:03d}") for number in (1, 3, 5, 7, 8)},
    )
    assert broken_rules(problem, field.pairs(apart)) != []
    joined = linked(field, tie_weights(problem, 1), apart)
    assert joined is not None
    assert broken_rules(problem, field.pairs(joined)) == []
    assert int(np.logical_xor(joined, apart).sum()) == 2


def test_sheets_that_are_back_are_not_exchanged() -> None:
    entries, experts = studios(2, 10).entries, studios(2, 10).experts
    back = {Pair("N000", f"E{number:03d}") for number in (0, 2, 4, 6, 8)} | {
        Pair("N001", f"E{number:03d}") for number in (1, 3, 5, 7, 9)
    }
    problem = Problem(entries, experts, RULES, COSTS, "seed", pinned=frozenset(back))
    field = field_of(problem)
    assert linked(field, tie_weights(problem, 1), mask(problem, back)) is None
