"""Every file of the studios' cycles goes through the real intake, and the real rules find what was planted, no more.

The stages after the examinations are played with the other cycles in ``tests/cli/replay``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select
from tests.conftest import Server

from honours import wiring
from honours.cli.replay.mailbox import Mailbox
from honours.domain.cycle import Cycle, Scheme
from honours.domain.stages import Examination
from honours.domain.states import NominationState
from honours.domain.submissions import SubmissionStatus
from honours.services import call, publicity, stages
from honours.services.intake import take_in_all
from honours.services.intake.findings import SubmissionOutcome
from honours.services.resemblance.comparing import compare_texts
from honours.services.review import qualification, scoring, verification
from honours.services.review.assigning.drawing import assign_experts
from honours.services.sample.comparison import compare
from honours.services.sample.cycles import sample_cycles
from honours.services.sample.plants import Ledger, Plant, PlantKind
from honours.services.sample.samples import sample_of
from honours.services.sample.studios import StudioSample
from honours.storage.settings import Settings
from honours.storage.tables import nomination, studio, studio_naming
from honours.storage.unit_of_work import UnitOfWork
from honours.storage.vault import Vault

# Three cycles are taken in before the first test, which two busy processors do slowly.
pytestmark = pytest.mark.timeout(900)
RUN = "sample"
CYCLES = [one.cycle for one in sample_cycles() if one.cycle.scheme.names_studios]
FOUND_BY_EXAMINATIONS = {PlantKind.RULE, PlantKind.CELL, PlantKind.FILE, PlantKind.LATE}


@dataclass(slots=True)
class Judge:
    """One cycle from its call to the last examination."""

    sample: StudioSample
    ledger: Ledger
    work: UnitOfWork
    register: list[SubmissionOutcome]

    def judge(self) -> None:
        cycle, season = self.sample.season.cycle, self.sample.season
        mailbox = Mailbox(self.sample, self.ledger, self.work)
        mailbox.send_before_call()
        self.register = self.take_in()
        opening = call.OpenCycle(cycle, season.call_on, self.sample.numbers.call, "operations", is_replay=True)
        call.open_cycle(opening, self.work)
        call.produce_documents(cycle, season.call_on, self.work)
        for send in (mailbox.send_after_call, mailbox.send_nominations, mailbox.send_corrections):
            send()
            self.take_in()
        publicity.judge(cycle, season.due_on, self.work)
        publicity.advance(cycle, season.due_on, RUN, self.work)
        on = stages.planned_on(cycle, "qualification_done", self.work)
        compare_texts(cycle, on, self.work)
        qualification.qualify(cycle, on, self.work)
        self.rule(Examination.QUALIFICATION)
        qualification.advance_qualified(cycle, on, RUN, self.work)
        if cycle.scheme is Scheme.EMPLOYEE_STUDIO:
            assign_experts(cycle, on, RUN, self.work)
            scoring.send_score_sheets(cycle, on, self.work)
        else:
            verification.send_verification_forms(cycle, on, self.work)
        mailbox.send_examined()
        self.take_in()
        if mailbox.send_examined_again():
            self.take_in()
        if cycle.scheme is Scheme.MODEL_WORKER_STUDIO:
            on = stages.planned_on(cycle, "verification_done", self.work)
            verification.judge_verification(cycle, on, self.work)
            self.rule(Examination.VERIFICATION)
            verification.advance_verified(cycle, on, RUN, self.work)

    def rule(self, examination: Examination) -> None:
        on = self.sample.season.due_on
        refused = self.sample.refusals(examination)
        given = qualification.RuleOnReferrals(
            self.sample.season.cycle, "operations", on, RUN, refused=refused, examination=examination
        )
        qualification.rule_on_referrals(given, self.work)

    def take_in(self) -> list[SubmissionOutcome]:
        return take_in_all(self.work.settings.inbox, self.work)


@dataclass(slots=True)
class Judged:
    """The three cycles after their examinations."""

    work: UnitOfWork
    judges: dict[Cycle, Judge]

    def states(self, cycle: Cycle) -> dict[str, str]:
        with self.work:
            rows = self.work.connection.execute(
                select(nomination.c.nomination_no, nomination.c.state).where(nomination.c.cycle == str(cycle))
            ).all()
        return {row.nomination_no: row.state for row in rows}


@pytest.fixture(scope="module")
def judged(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judged]:
    with server.copy() as database, pytest.MonkeyPatch.context() as patch:
        patch.setenv("HONOURS_VAR", str(tmp_path_factory.mktemp("var")))
        patch.setenv("HONOURS_DATABASE_URL", database.app_url)
        settings = Settings.from_environment()
        Vault.create_key(settings.data_key_file)
        settings.inbox.mkdir(parents=True)
        work = wiring.unit_of_work(settings)
        judges = {}
        for planned in sample_cycles():
            sample = sample_of(planned)
            if isinstance(sample, StudioSample):
                judge = Judge(sample, Ledger(settings.var / f"{planned.cycle.slug}.json"), work, [])
                judge.judge()
                judges[planned.cycle] = judge
        yield Judged(work, judges)
        work.engine.dispose()


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_examinations_find_every_planted_fault_and_no_other(judged: Judged, cycle: Cycle) -> None:
    # Ties of experts are looked for when they are assigned, after the examinations.
    own = {one for one in judged.judges[cycle].ledger.plants() if one.kind is not PlantKind.CONFLICT}
    elsewhere: set[Plant] = set().union(*(one.ledger.plants() for one in judged.judges.values())) - own
    compared = compare(own, cycle, judged.work, elsewhere)
    assert (compared.missed, compared.unexpected) == ([], [])
    assert {kind for kind, count, _ in compared.counts() if count} == FOUND_BY_EXAMINATIONS


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_applications_end_as_they_were_meant_to(judged: Judged, cycle: Cycle) -> None:
    year, states = judged.judges[cycle].sample.year, judged.states(cycle)
    lost = {number for number, slip in year.slips.items() if not slip.is_mended}
    assert set(states) == {entry.nomination_no for entry in year.entries} - lost
    assert {number for number, state in states.items() if state == NominationState.WITHDRAWN} == year.withdrawn
    visits = judged.judges[cycle].sample.visits
    shut_out = set() if visits is None else set(visits.refused)
    shut_out |= set() if visits is None else {number for number, found in visits.findings.items() if found.contradicted}
    standing = set(judged.judges[cycle].sample.standing) - shut_out
    assert {number for number, state in states.items() if state == NominationState.QUALIFIED} == standing
    # Enough for a meeting that strikes one and for four objections.
    assert len(standing) >= 6


def test_register_goes_back_for_its_two_wrong_cells_and_is_else_taken(judged: Judged) -> None:
    first = judged.judges[CYCLES[0]]
    (taken,) = (outcome for outcome in first.register if outcome.file_name == "创新工作室名册.xlsx")
    assert taken.status is SubmissionStatus.PARTLY
    assert (taken.rows_total - taken.rows_taken, len(taken.findings)) == (2, 2)
    planted = {plant for plant in first.ledger.plants() if plant.subject == taken.file_name}
    assert {(finding.cell, finding.field) for finding in taken.findings} == {
        (plant.place, plant.expected) for plant in planted
    }
    with judged.work:
        studios = judged.work.connection.scalar(select(func.count()).select_from(studio))
        namings = judged.work.connection.scalar(select(func.count()).select_from(studio_naming))
    assert (studios, namings) == (taken.rows_total - 6, taken.rows_taken)


@pytest.mark.parametrize("cycle", [one for one in CYCLES if one.scheme is Scheme.MODEL_WORKER_STUDIO], ids=str)
def test_every_form_comes_back_and_the_one_with_a_slip_twice(judged: Judged, cycle: Cycle) -> None:
    assert verification.missing_forms(cycle, judged.work) == []
    visits = judged.judges[cycle].sample.visits
    assert visits is not None
    returned = judged.work.settings.outbox / cycle.slug / "returned"
    (back,) = returned.glob("现场核实表-*.xlsx")
    assert visits.slipped in back.name


def test_every_score_sheet_comes_back(judged: Judged) -> None:
    (cycle,) = (one for one in CYCLES if one.scheme is Scheme.EMPLOYEE_STUDIO)
    assert scoring.missing_score_sheets(cycle, judged.work) == []


def test_same_files_once_more_change_nothing(judged: Judged) -> None:
    first = judged.judges[CYCLES[0]]
    sent = Mailbox(first.sample, first.ledger, judged.work).send_all_again()
    outcomes = first.take_in()
    assert len(outcomes) == sent
    assert [outcome.file_name for outcome in outcomes if not outcome.is_repeat] == []
