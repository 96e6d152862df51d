"""``honours review panel``: who scores what, with its proof, and solved again from the record."""

from __future__ import annotations

import json

from click.testing import CliRunner, Result
from sqlalchemy import insert, select
from tests.builders import CYCLE
from tests.services.scored import SENT_ON, qualified

from honours.cli.review import review
from honours.services.review.assigning.drawing import assign_experts
from honours.services.review.assigning.record import NoAssignment
from honours.storage.tables import assignment_run
from honours.storage.unit_of_work import UnitOfWork

SIX = tuple(f"E00{number}" for number in range(1, 7))


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "240"}).invoke(review, ["panel", str(CYCLE), *arguments])


def test_the_panel_is_shown_with_seed_and_proof(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 2, experts=SIX)
    assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    shown = run()
    assert shown.exit_code == 0
    assert "已证明为最小，且按种子的先后只此一种" in shown.output
    assert "共 2 项、6 位专家，每位评 1 至 2 项。" in shown.output
    told = json.loads(run("--json").output)
    assert [len(experts) for experts in told["experts_of"].values()] == [5, 5]


def test_verifying_solves_the_record_again(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 2, experts=SIX)
    assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    shown = run("--verify")
    assert (shown.exit_code, "第1批：与归档记录一致" in shown.output) == (0, True)


def test_a_run_that_does_not_agree_with_its_record_ends_with_one(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 2, experts=SIX)
    assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    with unit_of_work as work:
        kept = work.connection.execute(select(assignment_run)).one()._asdict()
        kept.pop("recorded_at")
        work.connection.execute(insert(assignment_run).values({**kept, "run_no": 2, "cost": kept["cost"] + 1}))
    shown = run("--verify")
    assert shown.exit_code == 1
    assert f"第2批：重新求解的代价为 {kept['cost']}，登记为 {kept['cost'] + 1}" in shown.output


def test_a_cycle_without_an_assignment_says_so(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 1, experts=SIX)
    assert isinstance(run().exception, NoAssignment)
