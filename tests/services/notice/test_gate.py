"""The gate of the notice finds an entry whose notice was not proven to hang, and lets a reserve stand on its own."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import insert, update
from tests.builders import add_file, add_moves, add_nominations, add_notice, add_submission, lay_ground, nominee
from tests.services.gates.test_gates import FIRST, failed_rules
from tests.services.notice.test_notice import CLOSES_ON, POSTED_ON

from honours.domain.cycle import Category
from honours.domain.stages import Stage
from honours.domain.states import NominationState
from honours.storage.tables import nomination, posting_proof
from honours.storage.unit_of_work import UnitOfWork

START, END = ("start", POSTED_ON), ("end", CLOSES_ON)


def lay(unit: UnitOfWork, state: NominationState, *proofs: tuple[str, date], kind: str = "first") -> None:
    """One entry on a notice with these proofs."""
    with unit as work:
        lay_ground(work)
        add_nominations(work, [nominee(Category.GOLDEN_IDEA, 1)])
        add_moves(work, {FIRST: state})
        add_notice(work, [FIRST], POSTED_ON, CLOSES_ON, kind=kind)
        for side, on in proofs:
            name = f"公示证明-{side}-{on}.png"
            values = {
                "cycle": FIRST[:4] + "/achievement_award",
                "notice_no": 1,
                "side": side,
                "sha256": add_file(work, name),
                "file_name": name,
                "shown_on": on,
                "address": "http://example.invalid/gsgg",
                "submission_id": add_submission(work),
                "noted_by": "operations",
                "noted_on": on,
                "run_id": "run",
            }
            work.connection.execute(insert(posting_proof).values(**values))


@pytest.mark.parametrize(
    ("proofs", "is_found"),
    [
        pytest.param((), True, id="neither end"),
        pytest.param((START,), True, id="the start only"),
        pytest.param((END,), True, id="the end only"),
        pytest.param((("start", date(2025, 11, 27)), END), True, id="posted on another day than counted from"),
        pytest.param((START, ("end", date(2025, 12, 2))), True, id="seen the day before the last"),
        pytest.param((START, END), False, id="both ends"),
    ],
)
def test_awarded_entry_without_both_proofs_is_found(
    unit_of_work: UnitOfWork, proofs: tuple[tuple[str, date], ...], is_found: bool
) -> None:
    lay(unit_of_work, NominationState.AWARDED, *proofs)
    assert failed_rules(unit_of_work, Stage.NOTICE).get("posting_proven") == ([FIRST] if is_found else None)


def test_entry_that_is_called_otherwise_than_posted_is_found(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, NominationState.AWARDED, START, END)
    assert "as_posted" not in failed_rules(unit_of_work, Stage.NOTICE)
    with unit_of_work as work:
        work.connection.execute(update(nomination).values(unit_name="另一单位"))
    assert failed_rules(unit_of_work, Stage.NOTICE)["as_posted"] == [FIRST]


@pytest.mark.parametrize(
    ("kind", "proofs", "is_found"),
    [
        pytest.param("first", (START,), True, id="the first notice"),
        pytest.param("reserve", (START,), False, id="a reserve whose notice stands"),
        pytest.param("reserve", (START, END), True, id="a reserve whose notice is over"),
    ],
)
def test_only_a_reserve_may_stand_on_notice_when_the_stage_ends(
    unit_of_work: UnitOfWork, kind: str, proofs: tuple[tuple[str, date], ...], is_found: bool
) -> None:
    lay(unit_of_work, NominationState.ON_NOTICE, *proofs, kind=kind)
    assert failed_rules(unit_of_work, Stage.NOTICE).get("none_left_over") == ([FIRST] if is_found else None)
