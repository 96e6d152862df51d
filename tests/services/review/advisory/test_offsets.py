"""The additive model on designs whose answer is known, and on any design that hangs together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from honours.services.review.advisory.offsets import Point, fit_offsets


def points(table: dict[str, dict[str, object]]) -> list[Point]:
    return [
        Point(nomination_no, expert_no, Decimal(str(value)))
        for nomination_no, row in table.items()
        for expert_no, value in row.items()
    ]


def test_full_panel_gives_means_and_each_experts_distance_from_them() -> None:
    fit = fit_offsets(points({"A": {"E1": 80, "E2": 90}, "B": {"E1": 70, "E2": 80}, "C": {"E1": 60, "E2": 70}}))
    assert fit.adjusted == {"A": 85, "B": 75, "C": 65}
    assert fit.offsets == {"E1": -5, "E2": 5}
    assert fit.residual_spread == 0
    assert fit.is_connected


def test_entry_of_strict_experts_is_lifted_in_a_chain() -> None:
    fit = fit_offsets(
        points({"A": {"E1": 80, "E2": 74}, "B": {"E2": 70, "E3": 79}, "C": {"E1": 86, "E3": 89}, "D": {"E1": 71}})
    )
    assert fit.offsets == {"E1": 1, "E2": -5, "E3": 4}
    assert fit.adjusted == {"A": 79, "B": 75, "C": 85, "D": 70}


def test_residual_spread_is_taken_over_the_free_scores() -> None:
    # Two by two: one free score; the four residuals are one each, up and down.
    fit = fit_offsets(points({"A": {"E1": 82, "E2": 80}, "B": {"E1": 70, "E2": 72}}))
    assert (fit.adjusted, fit.offsets) == ({"A": 81, "B": 71}, {"E1": 0, "E2": 0})
    assert fit.residual_spread == 2


def test_as_many_unknowns_as_scores_leave_no_spread() -> None:
    fit = fit_offsets(points({"A": {"E1": 82, "E2": 80}, "B": {"E1": 70}}))
    assert fit.residual_spread is None


def test_groups_that_share_no_expert_do_not_compare() -> None:
    fit = fit_offsets(points({"A": {"E1": 80, "E2": 90}, "B": {"E3": 70, "E4": 60}}))
    assert not fit.is_connected
    assert [(group.nomination_nos, group.expert_nos) for group in fit.groups] == [
        (("A",), ("E1", "E2")),
        (("B",), ("E3", "E4")),
    ]
    assert fit.offsets == {"E1": -5, "E2": 5, "E3": 5, "E4": -5}


def test_nothing_scored_is_nothing_fitted() -> None:
    fit = fit_offsets([])
    assert (fit.adjusted, fit.offsets, fit.residual_spread, fit.groups) == ({}, {}, None, ())


WORTHS = some.lists(some.integers(4000, 9000), min_size=3, max_size=8)
HANDS = some.lists(some.integers(-900, 900), min_size=2, max_size=5)


@given(worths=WORTHS, hands=HANDS, chance=some.randoms(use_true_random=False))
def test_constant_offset_of_each_expert_is_recovered(worths: list[int], hands: list[int], chance: object) -> None:
    table: dict[str, dict[str, object]] = {}
    for place, worth in enumerate(worths):
        # Neighbours share an expert, so that all hang together; the rest of the panel is chance.
        panel = {place % len(hands), (place + 1) % len(hands), chance.randrange(len(hands))}  # type: ignore[attr-defined]
        table[f"N{place}"] = {f"E{hand}": Decimal(worth + hands[hand]) / 100 for hand in panel}
    given_points = points(table)
    fit = fit_offsets(given_points)
    used = sorted({int(one.expert_no[1:]) for one in given_points})
    level = Decimal(sum(hands[hand] for hand in used)) / len(used) / 100
    assert fit.is_connected
    for hand in used:
        assert fit.offsets[f"E{hand}"] == pytest.approx(Decimal(hands[hand]) / 100 - level, abs=Decimal("0.00001"))
    for place, worth in enumerate(worths):
        assert fit.adjusted[f"N{place}"] == pytest.approx(Decimal(worth) / 100 + level, abs=Decimal("0.00001"))
    shuffled = list(given_points)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fit_offsets(shuffled) == fit
