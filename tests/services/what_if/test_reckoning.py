"""The money under two laws: certain where somebody falls out, an upper bound where somebody could come in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.domain.money import ZERO, Money
from honours.services.what_if.reckoning import Grants, Reckoned, Tally, reckon

TEN = Grants(Money(2000), 10)
counts = st.integers(0, 30)


def tally(honoured: int, *, newly_out: int = 0, in_doubt: int = 0, newly_in: int = 0, ready: int = 0) -> Tally:
    each = TEN.amount
    return Tally(
        honoured=honoured,
        newly_out=newly_out,
        in_doubt=in_doubt,
        newly_in=newly_in,
        ready=ready,
        honoured_cny=each * honoured,
        newly_out_cny=each * newly_out,
        in_doubt_cny=each * in_doubt,
    )


def money(reckoned: Reckoned) -> tuple[str, ...]:
    amounts = (reckoned.before, reckoned.after, reckoned.in_doubt, reckoned.most_new, reckoned.most_moving_up)
    return tuple(f"{amount.cny:.0f}" for amount in amounts)


@pytest.mark.parametrize(
    ("counted", "after", "expected"),
    [
        pytest.param(tally(10, ready=5), TEN, ("20000", "20000", "0", "0", "0"), id="nothing"),
        pytest.param(tally(8, ready=5), TEN, ("16000", "16000", "0", "0", "0"), id="places the meeting left free"),
        pytest.param(tally(10), Grants(Money(3000), 10), ("20000", "30000", "0", "0", "0"), id="another prize"),
        pytest.param(tally(10, newly_in=4), TEN, ("20000", "20000", "0", "0", "0"), id="all places taken"),
        pytest.param(tally(8, newly_in=4), TEN, ("16000", "16000", "0", "4000", "0"), id="two free places"),
        pytest.param(tally(8, newly_in=1), TEN, ("16000", "16000", "0", "2000", "0"), id="one for two places"),
        pytest.param(tally(10, newly_out=3), TEN, ("20000", "14000", "0", "0", "0"), id="three fall out"),
        pytest.param(tally(10, newly_out=3, ready=2), TEN, ("20000", "14000", "0", "0", "4000"), id="two move up"),
        pytest.param(
            tally(10, newly_out=3, newly_in=2, ready=9), TEN, ("20000", "14000", "0", "4000", "2000"), id="both"
        ),
        pytest.param(tally(10, in_doubt=3), TEN, ("20000", "20000", "6000", "0", "0"), id="three in doubt"),
        pytest.param(
            tally(10, newly_out=1, in_doubt=3),
            Grants(Money(3000), 10),
            ("20000", "27000", "9000", "0", "0"),
            id="out, in doubt and another prize",
        ),
        pytest.param(tally(10), Grants(Money(2000), 8), ("20000", "16000", "0", "0", "0"), id="two places less"),
        pytest.param(
            tally(10, newly_out=1, newly_in=5),
            Grants(Money(2000), 8),
            ("20000", "16000", "0", "0", "0"),
            id="one of two leaves anyhow",
        ),
        pytest.param(
            tally(10, ready=1, newly_in=3),
            Grants(Money(2000), 12),
            ("20000", "20000", "0", "4000", "0"),
            id="more places",
        ),
        pytest.param(
            tally(10, ready=5), Grants(Money(2000), 12), ("20000", "20000", "0", "0", "4000"), id="more to move up to"
        ),
    ],
)
def test_money_of_a_category_with_a_quota(counted: Tally, after: Grants, expected: tuple[str, ...]) -> None:
    assert money(reckon(counted, TEN, after)) == expected


def test_without_a_quota_everybody_who_newly_passes_could_be_honoured() -> None:
    before, after = Grants(Money(2000), None), Grants(Money(2500), None)
    found = reckon(tally(40, newly_out=2, newly_in=7, ready=5), before, after)
    assert money(found) == ("80000", "95000", "0", "17500", "0")
    assert (found.still_honoured, found.without_place) == (38, 0)


def test_a_year_that_honoured_more_than_its_places_stays_as_it_was() -> None:
    found = reckon(tally(12), TEN, TEN)
    assert (found.before, found.after, found.without_place) == (Money(24000), Money(24000), 0)


@given(counts, counts, counts, counts, st.integers(1, 20))
def test_the_same_law_and_outcomes_change_nothing(
    honoured: int, doubt: int, ready: int, newly: int, quota: int
) -> None:
    same = Grants(Money(2000), quota)
    found = reckon(tally(honoured, in_doubt=min(doubt, honoured), ready=ready), same, same)
    assert found.before == found.after
    assert (found.most_new, found.most_moving_up, found.without_place) == (ZERO, ZERO, 0)


@given(counts, counts, counts, counts, st.integers(1, 20), st.integers(1, 20), st.integers(1, 9))
def test_no_more_is_ever_due_than_the_places_hold(
    honoured: int, out: int, newly: int, ready: int, quota: int, other: int, thousands: int
) -> None:
    honoured = min(honoured, quota)
    counted = tally(honoured, newly_out=min(out, honoured), newly_in=newly, ready=ready)
    found = reckon(counted, Grants(Money(2000), quota), Grants(Money(1000) * thousands, other))
    assert found.after + found.most_new + found.most_moving_up <= Money(1000) * thousands * other
    assert min(found.after, found.most_new, found.most_moving_up) >= ZERO
