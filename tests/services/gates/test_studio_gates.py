"""What the gates ask of studios only: a planted row for every expectation, and a good one that passes."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from tests.builders import add_moves, lay_ground
from tests.studio_builders import EMPLOYEE_CYCLE, MODEL_CYCLE, add_applications, applicant

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.stages import Examination, Stage
from honours.domain.states import NominationState
from honours.services.gates import GateFailed, run_gate
from honours.services.gates.suites import load_suite
from honours.services.judgement import judge
from honours.storage.settings import PROJECT_ROOT
from honours.storage.unit_of_work import UnitOfWork

ON = date(2026, 12, 1)
ODD = Cycle(2027, Scheme.MODEL_WORKER_STUDIO)
CYCLES = [MODEL_CYCLE, EMPLOYEE_CYCLE]


def lay(unit: UnitOfWork, cycle: Cycle, *facts: dict[str, object], category: Category = Category.STANDARD) -> list[str]:
    """Lay down one application for each of ``facts`` and return their numbers."""
    rows = [applicant(category, place, of=cycle, **one) for place, one in enumerate(facts, 1)]
    with unit as work:
        lay_ground(work, of=cycle)
        add_applications(work, rows)
    return [str(row["nomination_no"]) for row in rows]


def failed(unit: UnitOfWork, cycle: Cycle, stage: Stage) -> set[tuple[str, str, str]]:
    """Return rule, number and article of every failing row."""
    with pytest.raises(GateFailed) as stopped:
        run_gate(cycle, stage, "run", ON, unit)
    return {(one.rule, one.subject_no, one.article) for one in stopped.value.outcome.failures}


def test_every_expectation_of_a_scheme_cites_its_own_regulation() -> None:
    for path in sorted((PROJECT_ROOT / "expectations").glob("*.json")):
        suite = load_suite(path.parent, path.stem)
        for scheme, prefix in (
            (Scheme.MODEL_WORKER_STUDIO, "model-studio/"),
            (Scheme.EMPLOYEE_STUDIO, "employee-studio/"),
            (Scheme.ACHIEVEMENT_AWARD, "award/"),
        ):
            asked = suite.of_scheme(scheme).expectations
            assert len(asked) >= 4
            assert all(one.articles[scheme].startswith(prefix) for one in asked)


def test_the_call_gate_stops_a_category_that_the_year_does_not_name(unit_of_work: UnitOfWork) -> None:
    (number,) = lay(unit_of_work, ODD, {}, category=Category.DEMONSTRATION)
    assert ("category_due", number, "model-studio/6") in failed(unit_of_work, ODD, Stage.CALL)


@pytest.mark.parametrize("category", [Category.STANDARD, Category.DEMONSTRATION])
def test_the_call_gate_lets_pass_what_the_year_names(unit_of_work: UnitOfWork, category: Category) -> None:
    (number,) = lay(unit_of_work, MODEL_CYCLE, {}, category=category)
    assert {rule for rule, no, _ in failed(unit_of_work, MODEL_CYCLE, Stage.CALL) if no == number} == {"revision_kept"}


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_the_publicity_gate_stops_a_studio_that_its_body_did_not_pass(unit_of_work: UnitOfWork, cycle: Cycle) -> None:
    (number,) = lay(unit_of_work, cycle, {"is_review_passed": False})
    judge(cycle, Examination.POSTING, ON, unit_of_work)
    with unit_of_work as work:
        add_moves(work, {number: NominationState.RECOMMENDED})
    article = "model-studio/11" if cycle == MODEL_CYCLE else "employee-studio/7"
    assert ("review_passed", number, article) in failed(unit_of_work, cycle, Stage.PUBLICITY)


def test_the_review_gate_stops_a_studio_that_was_not_visited_in_every_aspect(unit_of_work: UnitOfWork) -> None:
    (number,) = lay(unit_of_work, MODEL_CYCLE, {"state": NominationState.PROPOSED})
    assert ("verified_every_aspect", number, "model-studio/12") in failed(unit_of_work, MODEL_CYCLE, Stage.REVIEW)


def test_studios_that_experts_score_need_no_visit(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, EMPLOYEE_CYCLE, {"state": NominationState.PROPOSED})
    assert "verified_every_aspect" not in {rule for rule, _, _ in failed(unit_of_work, EMPLOYEE_CYCLE, Stage.REVIEW)}


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_the_review_gate_stops_one_studio_that_is_proposed_twice(unit_of_work: UnitOfWork, cycle: Cycle) -> None:
    same = {"unit_uscc": "91320200MA1XXXXX0A", "project_name": "同一工作室", "state": NominationState.PROPOSED}
    twice = lay(unit_of_work, cycle, same, same, {"state": NominationState.PROPOSED})[:2]
    article = "model-studio/20" if cycle == MODEL_CYCLE else "employee-studio/12"
    found = {one for one in failed(unit_of_work, cycle, Stage.REVIEW) if one[0] == "one_naming_a_studio"}
    assert found == {("one_naming_a_studio", number, article) for number in twice}


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_the_disbursement_gate_stops_a_subsidy_without_a_naming(unit_of_work: UnitOfWork, cycle: Cycle) -> None:
    (number,) = lay(unit_of_work, cycle, {"state": NominationState.AWARDED})
    with unit_of_work as work:
        work.connection.execute(
            text(
                "INSERT INTO honours.entitlement (cycle, nomination_no, payee_key, purpose, amount_cny, article)"
                " SELECT cycle, nomination_no, payee_key, 'subsidy', 20000, 'model-studio/20' FROM honours.nomination"
            )
        )
    article = "model-studio/20" if cycle == MODEL_CYCLE else "employee-studio/12"
    assert ("once_a_naming", number, article) in failed(unit_of_work, cycle, Stage.DISBURSEMENT)
