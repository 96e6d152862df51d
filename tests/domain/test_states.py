"""The two tables of moves: nothing outside them, every state has its row, money never goes back to where it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import pytest

from honours.domain.states import (
    NOMINATION_MOVES,
    PAYMENT_MOVES,
    Move,
    MoveNotAllowed,
    NominationState,
    PaymentState,
    find_move,
)
from honours.regulation.loader import regulation

TABLES = [
    pytest.param(NOMINATION_MOVES, NominationState, id="nomination"),
    pytest.param(PAYMENT_MOVES, PaymentState, id="payment"),
]
# Where a history may rest: every other state has a way on. One word means an end for money and none for an entry.
ENDS: dict[type[StrEnum], set[StrEnum]] = {
    NominationState: {NominationState.EXCLUDED, NominationState.DECLINED, NominationState.REVOKED},
    PaymentState: {PaymentState.REJECTED, PaymentState.RETURNED, PaymentState.CANCELLED},
}
# States in which the bank may have the order, or the money has moved.
SENT = {PaymentState.SENDING, PaymentState.ACCEPTED, PaymentState.UNKNOWN, PaymentState.SETTLED, PaymentState.RETURNED}


def targets(moves: Iterable[Move], state: str | None) -> list[str]:
    return [move.to_state for move in moves if move.from_state == state]


def histories(moves: Sequence[Move], state: str | None = None, before: tuple[str, ...] = ()) -> Iterator[list[str]]:
    """Yield every history, each state entered at most twice, so that a way back is walked and left again."""
    yield list(before)
    for target in targets(moves, state):
        if before.count(target) < 2:
            yield from histories(moves, target, (*before, target))


def test_there_are_as_many_moves_as_the_regulation_gives() -> None:
    assert (len(NOMINATION_MOVES), len(NominationState)) == (24, 14)
    assert (len(PAYMENT_MOVES), len(PaymentState)) == (14, 9)


@pytest.mark.parametrize(("moves", "states"), TABLES)
def test_every_state_has_its_row_and_its_word(moves: Sequence[Move], states: type[StrEnum]) -> None:
    reached = {move.to_state for move in moves}
    assert reached == set(states)
    assert {state for state in states if not targets(moves, state)} == ENDS[states]
    assert len({state.label for state in states}) == len(states)  # type: ignore[attr-defined]
    assert len({(move.from_state, move.to_state) for move in moves}) == len(moves)


@pytest.mark.parametrize(("moves", "states"), TABLES)
def test_every_history_begins_in_one_state(moves: Sequence[Move], states: type[StrEnum]) -> None:
    assert targets(moves, None) == [next(iter(states))]


@pytest.mark.parametrize(("moves", "states"), TABLES)
def test_every_move_rests_on_an_article(moves: Sequence[Move], states: type[StrEnum]) -> None:
    assert [move for move in moves if move.article not in regulation().articles] == []


@pytest.mark.parametrize(("moves", "states"), TABLES)
def test_every_other_move_is_refused_and_the_allowed_ones_are_said(
    moves: Sequence[Move], states: type[StrEnum]
) -> None:
    tried = [(origin, target) for origin in (None, *states) for target in states]
    refused = 0
    for origin, target in tried:
        allowed = targets(moves, origin)
        if target in allowed:
            assert find_move(moves, origin, target).to_state == target
            continue
        with pytest.raises(MoveNotAllowed) as caught:
            find_move(moves, origin, target)
        assert caught.value.allowed == tuple(allowed)
        assert all(choice in str(caught.value) for choice in allowed or ["无（终态）"])
        refused += 1
    assert refused == len(tried) - len(moves)


def test_in_every_history_a_prize_is_awarded_before_it_is_paid_and_paid_once() -> None:
    paid = 0
    for history in histories(NOMINATION_MOVES):
        assert history.count("awarded") <= 1
        assert history.count("paid") <= 1
        if "paid" in history:
            paid += 1
            assert history[history.index("paid") - 1] == "awarded"
            assert {"recommended", "qualified", "on_notice"} <= set(history)
            assert {"proposed", "not_proposed"} & set(history)
        assert ENDS[NominationState].isdisjoint(history[:-1])
    assert paid >= 4


def test_in_every_history_an_order_is_approved_first_and_sent_once() -> None:
    sent = 0
    for history in histories(PAYMENT_MOVES):
        assert history.count("sending") <= 1
        if not SENT.isdisjoint(history):
            sent += 1
            assert history[:3] == ["draft", "approved", "sending"]
            assert "cancelled" not in history
        assert ENDS[PaymentState].isdisjoint(history[:-1])
    assert sent >= 10


def test_every_move_that_says_where_money_is_needs_proof() -> None:
    proven = {move.to_state for move in PAYMENT_MOVES if move.needs_evidence}
    unproven = {move.to_state for move in PAYMENT_MOVES if not move.needs_evidence}
    assert proven & unproven == set()
    assert unproven == {"draft", "sending", "unknown"}
