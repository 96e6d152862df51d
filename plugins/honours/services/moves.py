"""Moves nominations from one state to another, many at once; the only way in which the program changes a state.

A move that the table of moves does not have is refused before it is tried. A nomination that is no longer in the state
it would be moved from is left alone, so a retry moves nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Date, Select, Text, literal, select
from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Cycle
from honours.domain.states import NOMINATION_MOVES, NominationState, article_in, find_move
from honours.storage.tables import nomination, nomination_move
from honours.storage.unit_of_work import UnitOfWork


def move_all(
    work: UnitOfWork,
    cycle: Cycle,
    from_state: NominationState,
    to_state: NominationState,
    *,
    on: date,
    actor: str,
    run_id: str,
    reason: str,
    nomination_nos: Collection[str] | None = None,
) -> int:
    """Move the named nominations (all, when none are named) that are in ``from_state``; return how many moved.

    The unit of work must have begun. Raises :class:`MoveNotAllowed`.
    """
    chosen = select(nomination.c.nomination_no, literal(reason, Text).label("reason"))
    if nomination_nos is not None:
        chosen = chosen.where(nomination.c.nomination_no.in_(sorted(nomination_nos)))
    return move_selected(work, cycle, from_state, to_state, chosen, on=on, actor=actor, run_id=run_id)


def move_selected(
    work: UnitOfWork,
    cycle: Cycle,
    from_state: NominationState,
    to_state: NominationState,
    selection: Select[Any],
    *,
    on: date,
    actor: str,
    run_id: str,
) -> int:
    """Move the nominations of ``selection``, which yields ``nomination_no`` and ``reason``; return how many moved.

    The unit of work must have begun. Raises :class:`MoveNotAllowed`.
    """
    move = find_move(NOMINATION_MOVES, from_state.value, to_state.value)
    chosen = selection.subquery("chosen")
    rows = (
        select(
            nomination.c.nomination_no,
            (nomination.c.state_seq + 1).label("seq"),
            literal(move.from_state, Text),
            literal(move.to_state, Text),
            literal(article_in(cycle.scheme, move.article), Text),
            literal(on, Date),
            literal(actor, Text),
            chosen.c.reason,
            literal(run_id, Text),
        )
        .join(chosen, chosen.c.nomination_no == nomination.c.nomination_no)
        .where(nomination.c.cycle == str(cycle), nomination.c.state == from_state.value)
    )
    names = ["nomination_no", "seq", "from_state", "to_state", "article", "moved_on", "actor", "reason", "run_id"]
    return work.connection.execute(
        insert(nomination_move).from_select(names, rows).on_conflict_do_nothing(),
        execution_options={"preserve_rowcount": True},
    ).rowcount
