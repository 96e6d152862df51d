"""The sample's year without the scheduler: the same files, the same forms, the same services, step by step.

What the real scheduler makes of it is tested by ``make test-long``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from tests.conftest import Server

from honours import wiring
from honours.cli.replay.answers import Answers
from honours.cli.replay.mailbox import Mailbox
from honours.domain.cycle import Cycle
from honours.domain.stages import Stage
from honours.orchestration.call import IntakeClosedQuestion
from honours.orchestration.disbursement import PaymentQuestion
from honours.orchestration.human import Answer, Question
from honours.orchestration.notice import MeetingQuestion, NoticeClosedQuestion
from honours.orchestration.review import ReferralsQuestion
from honours.services import call, disbursement, publicity, stages
from honours.services.gates import run_gate
from honours.services.intake import take_in_all
from honours.services.notice import conclusion, meeting, posting
from honours.services.review import qualification, scoring
from honours.services.sample.comparison import compare
from honours.services.sample.outcome import Outcome, fingerprint, outcome_of
from honours.services.sample.plants import Ledger, Plant, PlantKind
from honours.services.sample.year import sample_year
from honours.storage.settings import Settings
from honours.storage.unit_of_work import UnitOfWork
from honours.storage.vault import Vault

CYCLE = Cycle.parse("2025/achievement_award")
CALL_ON, DUE_ON = date(2025, 9, 1), date(2025, 10, 17)
RUN, TODAY = "replay", date(2026, 11, 24)


@dataclass(slots=True)
class Played:
    """The year after it was played."""

    work: UnitOfWork
    mailbox: Mailbox
    ledger: Ledger
    asked: dict[str, str]


@dataclass(slots=True)
class Player:
    """Does what the five DAGs do, in their order."""

    work: UnitOfWork
    mailbox: Mailbox
    answers: Answers
    asked: dict[str, str]

    def take_in(self) -> None:
        take_in_all(self.work.settings.inbox, self.work)

    def ask(self, task_id: str, question: Question) -> None:
        body = question.body(CYCLE, TODAY, self.work)
        assert body is not None
        self.asked[task_id] = body
        filled = self.answers.fill(task_id)
        question.settle(CYCLE, Answer(filled.option, filled.fields, filled.login, TODAY, RUN), self.work)
        assert question.carry_on(CYCLE, RUN, self.work) is not None

    def planned(self, milestone: str) -> date:
        return stages.planned_on(CYCLE, milestone, self.work)

    def gate(self, stage: Stage, suite: str | None = None) -> None:
        run_gate(CYCLE, stage, RUN, TODAY, self.work, suite=suite)

    def play(self) -> None:
        self.work.settings.inbox.mkdir(parents=True, exist_ok=True)
        self.mailbox.send_roster()
        self.take_in()
        given = self.answers.opening()
        opening = call.OpenCycle(CYCLE, CALL_ON, given["document_no"], "operations", is_replay=True)
        call.open_cycle(opening, self.work)
        call.produce_documents(CYCLE, CALL_ON, self.work)
        for send in (self.mailbox.send_panels, self.mailbox.send_nominations):
            send()
        self.take_in()
        self.mailbox.send_corrections()
        self.take_in()
        self.ask("ask_intake_closed", IntakeClosedQuestion())
        self.gate(Stage.CALL)
        publicity.judge(CYCLE, DUE_ON, self.work)
        publicity.advance(CYCLE, DUE_ON, RUN, self.work)
        self.gate(Stage.PUBLICITY)
        self.review()
        self.notice()
        self.pay()

    def review(self) -> None:
        on = self.planned("qualification_done")
        qualification.qualify(CYCLE, on, self.work)
        self.ask("ask_referrals", ReferralsQuestion())
        qualification.advance_qualified(CYCLE, on, RUN, self.work)
        scoring.send_score_sheets(CYCLE, on, self.work)
        self.mailbox.send_scores()
        self.take_in()
        scoring.rank(CYCLE, self.planned("scoring_done"), RUN, self.work)
        self.gate(Stage.REVIEW)

    def notice(self) -> None:
        meeting.prepare_list(CYCLE, self.planned("meeting_held"), self.work)
        self.ask("ask_meeting", MeetingQuestion())
        posting.post_notice(CYCLE, self.work)
        self.mailbox.send_objections()
        self.take_in()
        self.ask("ask_notice_closed", NoticeClosedQuestion())
        conclusion.conclude(CYCLE, self.planned("awarded"), RUN, self.work)
        self.gate(Stage.NOTICE)

    def pay(self) -> None:
        on = self.planned("awarded")
        disbursement.plan_payments(CYCLE, on, RUN, self.work)
        self.gate(Stage.DISBURSEMENT)
        self.ask("ask_payment_approval", PaymentQuestion())
        disbursement.make_batch(CYCLE, on, RUN, self.work)
        self.mailbox.send_bank_files()
        self.take_in()
        disbursement.reconcile(None, self.planned("disbursed"), RUN, self.work)
        self.gate(Stage.DISBURSEMENT, "disbursement_archive")
        disbursement.conclude(CYCLE, self.planned("disbursed"), RUN, self.work)


@pytest.fixture(scope="module")
def played(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    with server.copy() as database, pytest.MonkeyPatch.context() as patch:
        patch.setenv("HONOURS_VAR", str(tmp_path_factory.mktemp("var")))
        patch.setenv("HONOURS_DATABASE_URL", database.app_url)
        settings = Settings.from_environment()
        Vault.create_key(settings.data_key_file)
        work = wiring.unit_of_work(settings)
        ledger = Ledger(settings.var / "demo" / "planted.json")
        year = sample_year(CYCLE, CALL_ON, DUE_ON)
        mailbox = Mailbox(CYCLE, year, ledger, work)
        player = Player(work, mailbox, Answers(CYCLE, year, work), {})
        player.play()
        yield Played(work, mailbox, ledger, player.asked)
        work.engine.dispose()


def test_every_planted_fault_is_found_and_no_other(played: Played) -> None:
    compared = compare(played.ledger.plants(), CYCLE, played.work)
    assert (compared.missed, compared.unexpected) == ([], [])
    assert compared.agrees
    assert {kind.value: planted for kind, planted, _ in compared.counts()} == {
        "rule": 56,
        "cell": 17,
        "file": 13,
        "late": 2,
        "tie": 2,
        "objection": 4,
        "bank": 9,
    }


def test_comparison_tells_what_was_missed_and_what_was_not_planted(played: Played) -> None:
    planted = played.ledger.plants()
    gone = next(plant for plant in sorted(planted) if plant.kind is PlantKind.RULE)
    strange = Plant(PlantKind.CELL, "2025-KJ-0101-001", "Z9", "身份证号")
    compared = compare((planted - {gone}) | {strange}, CYCLE, played.work)
    assert (compared.missed, compared.unexpected) == ([strange], [gone])
    assert not compared.agrees


def test_outcome_adds_up(played: Played) -> None:
    came = outcome_of(CYCLE, played.work)
    assert isinstance(came, Outcome)
    assert came.received == came.withdrawn + came.excluded + came.qualified
    assert came.proposed == came.chosen + came.held + came.declined
    assert came.chosen == came.paid == came.receipts
    assert (came.chosen, came.held, came.declined, came.withdrawn) == (37, 1, 3, 2)


def test_same_files_once_more_change_nothing(played: Played) -> None:
    before = fingerprint(played.work)
    sent = played.mailbox.send_all_again()
    outcomes = take_in_all(played.work.settings.inbox, played.work)
    assert len(outcomes) == sent == outcome_of(CYCLE, played.work).files
    assert all(outcome.is_repeat for outcome in outcomes)
    assert fingerprint(played.work) == before


def test_person_who_closes_the_notice_sees_every_objection(played: Played) -> None:
    body = played.asked["ask_notice_closed"]
    assert "已登记异议 4 件" in body
    for number, effect in (("001", "不授奖"), ("002", "照常授奖"), ("003", "暂缓该项"), ("004", "只作记录")):
        line = next(line for line in body.splitlines() if f"YY-2025-{number}" in line)
        assert effect in line
    assert "许卫国" not in body


def test_ledger_is_readable(played: Played) -> None:
    rows = json.loads((played.work.settings.var / "demo" / "planted.json").read_text(encoding="utf-8"))
    assert len(rows) == len(played.ledger.plants()) == 103
