"""The nine rules on a visit (model-studio/12): confirmed, contradicted, unverified, missing, at the number claimed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from tests.builders import add_file, lay_ground
from tests.conftest import Database
from tests.regulation.visit_cases import VISIT_CASES, VisitCase
from tests.studio_builders import EMPLOYEE_CYCLE, MODEL_CYCLE, add_applications, applicant

from honours import wiring
from honours.domain.cycle import CATEGORIES, Category
from honours.domain.stages import Examination
from honours.domain.states import NominationState
from honours.domain.studios import Aspect
from honours.services.judgement import judge, preview, rules_of
from honours.storage.settings import Settings
from honours.storage.tables import verdict, verification_finding, verification_form
from honours.storage.unit_of_work import UnitOfWork
from honours.storage.vault import Vault

BOTH = CATEGORIES[MODEL_CYCLE.scheme]
TRIED = [(aspect, case) for aspect in Aspect for case in VISIT_CASES]


@pytest.fixture(scope="module")
def work(module_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[UnitOfWork]:
    folder = tmp_path_factory.mktemp("rules")
    settings = Settings.from_environment({"HONOURS_VAR": str(folder), "HONOURS_DATABASE_URL": module_database.app_url})
    Vault.create_key(settings.data_key_file)
    unit = wiring.unit_of_work(settings)
    yield unit
    unit.engine.dispose()


def _body(place: int) -> str:
    return f"{place + 1:04d}"


def _category(place: int) -> Category:
    return BOTH[place % 2]


def _number(place: int) -> str:
    return MODEL_CYCLE.nomination_no(_category(place), _body(place), 1)


@pytest.fixture(scope="module")
def judged(work: UnitOfWork) -> dict[tuple[str, str], Any]:
    """A studio for every aspect and case, all other aspects borne out; every verdict by number and rule."""
    with work:
        lay_ground(work, bodies=[_body(place) for place in range(len(TRIED))], of=MODEL_CYCLE)
        studios = [
            applicant(
                _category(place),
                1,
                body=_body(place),
                state=NominationState.QUALIFIED,
                **({} if case.is_claimed else {aspect.claim: None}),
            )
            for place, (aspect, case) in enumerate(TRIED)
        ]
        submission_id = add_applications(work, studios)
        digest = add_file(work, "核实表.xlsx")
        for place, (studio, (aspect, case)) in enumerate(zip(studios, TRIED, strict=True)):
            work.connection.execute(
                verification_form.insert().values(
                    nomination_no=_number(place),
                    cycle=str(MODEL_CYCLE),
                    sent_sha256=digest,
                    received_on=studio["received_on"] if case.is_back else None,
                )
            )
            found = [
                _finding(place, one, VisitCase("", "confirmed", Decimal(0), ""), studio, submission_id)
                for one in Aspect
            ]
            found = [row for row in found if row["aspect"] != aspect.value]
            if case.conclusion is not None:
                found.append(_finding(place, aspect, case, studio, submission_id))
            work.connection.execute(verification_finding.insert(), found)
    judge(MODEL_CYCLE, Examination.VERIFICATION, studios[0]["received_on"], work)
    with work:
        rows = work.connection.execute(select(verdict)).all()
    return {(row.nomination_no, row.rule): row for row in rows}


def _finding(place: int, aspect: Aspect, case: VisitCase, studio: dict[str, Any], submission_id: int) -> dict[str, Any]:
    claimed = studio[aspect.claim]
    observed = None if case.beside is None else Decimal(claimed or 0) + case.beside
    return {
        "nomination_no": _number(place),
        "aspect": aspect.value,
        "claimed": claimed,
        "observed": observed,
        "conclusion": case.conclusion,
        "note": None if case.conclusion == "confirmed" else "现场说明",
        "submission_id": submission_id,
        "source_sheet": "逐项核实",
        "source_cell": "E3",
    }


@pytest.mark.parametrize("place", range(len(TRIED)), ids=[f"{aspect}-{case.name}" for aspect, case in TRIED])
def test_case(judged: dict[tuple[str, str], Any], place: int) -> None:
    aspect, case = TRIED[place]
    said = {rule: row.verdict for (no, rule), row in judged.items() if no == _number(place)}
    assert len(said) == 9
    assert said.pop(f"{aspect.value}_verified") == case.verdict
    assert set(said.values()) == ({"pass"} if case.is_back else {"refer"})


def test_finding_shows_what_was_claimed_and_what_was_seen(judged: dict[tuple[str, str], Any]) -> None:
    found = {
        case.name: judged[_number(place), "team_verified"].found
        for place, (_, case) in enumerate(TRIED[: len(VISIT_CASES)])
    }
    assert found["as claimed"] == "团队建设申报：6；现场：6；结论：与申报相符"
    assert found["contradicted a step below"] == "团队建设申报：6；现场：5.99；结论：与申报不符；说明：现场说明"
    assert found["unverified"] == "团队建设申报：6；现场：未填写；结论：无法核实；说明：现场说明"
    assert found["not looked at"] == "团队建设申报：6；现场：未填写；结论：未填写"
    assert found["not claimed and unverified"].startswith("团队建设申报：未填写；现场：3；")


def test_there_is_one_rule_an_aspect_for_both_categories(work: UnitOfWork, judged: dict[tuple[str, str], Any]) -> None:
    assert judged
    rules = [rule for rule in rules_of(MODEL_CYCLE, work) if rule.examination is Examination.VERIFICATION]
    assert [rule.id for rule in rules] == [f"{aspect.value}_verified" for aspect in Aspect]
    assert {(rule.article, rule.categories) for rule in rules} == {("model-studio/12", BOTH)}
    assert all(aspect.label in rule.sentence for aspect, rule in zip(Aspect, rules, strict=True))
    assert all(aspect.counts in rule.required for aspect, rule in zip(Aspect, rules, strict=True))


def test_studios_of_employees_are_not_visited(work: UnitOfWork, judged: dict[tuple[str, str], Any]) -> None:
    assert judged
    with work:
        lay_ground(work, of=EMPLOYEE_CYCLE)
    assert not [rule for rule in rules_of(EMPLOYEE_CYCLE, work) if rule.examination is Examination.VERIFICATION]


def test_one_studio_is_foretold_as_it_is_judged(work: UnitOfWork, judged: dict[tuple[str, str], Any]) -> None:
    for place in (0, 4, 7):
        told = preview(MODEL_CYCLE, _number(place), (Examination.VERIFICATION,), work)
        assert [(one.verdict, one.found) for one in told] == [
            (row.verdict, row.found) for one in told for row in (judged[_number(place), one.rule],)
        ]
