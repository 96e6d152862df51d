"""The regulation is amended from a day on: later cycles are judged and paid by the new text, earlier ones as ever.

The amended text lies in a folder of its own that ``HONOURS_REGULATION`` names, as docs/amendment.md tells it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select
from sqlalchemy.dialects.postgresql import insert as upsert
from tests.builders import BODY, add_bodies, add_nominations, lay_calendar, lay_ground, nominee
from tests.conftest import Server
from tests.regulation.amending import SOURCE, amend, copy_of_the_law
from tests.services.consulted import consult_well
from tests.services.notice.meetings import hold, result
from tests.services.notice.posted import prove_both
from tests.services.scored import EXPERTS, add_scores
from tests.studio_builders import add_applications, applicant

from honours import wiring
from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.states import NominationState
from honours.regulation.folder import SETTING
from honours.regulation.loader import regulation
from honours.regulation.rules.since import in_force_since, lives_behind
from honours.services import call, disbursement, publicity
from honours.services.disbursement import ApprovePayments
from honours.services.judgement import rules_of
from honours.services.notice.conclusion import conclude
from honours.services.notice.meeting import prepare_list
from honours.services.notice.posting import post_notice
from honours.services.review.qualification import RuleOnReferrals, advance_qualified, qualify, rule_on_referrals
from honours.services.review.scoring import rank
from honours.services.what_if import Change, Supposition, WhatIf, what_if
from honours.storage.settings import Settings
from honours.storage.tables import document, entitlement, expert, nomination, payment, verdict
from honours.storage.unit_of_work import UnitOfWork
from honours.storage.vault import Vault

AWARDS, STUDIOS = Scheme.ACHIEVEMENT_AWARD, Scheme.MODEL_WORKER_STUDIO
TEAM, PRIZE = "rule.model_worker_studio.naming_team_min", "prize.golden_idea.amount_cny"
FROM = date(2027, 1, 1)
IDEA = Category.GOLDEN_IDEA
AMOUNTS = ("cycle", "nomination_no", "instalment_no", "payee_key", "purpose", "amount_cny", "article")
PAYMENTS = ("payment_id", "entitlement_id", "attempt_no", "amount_cny", "bank_ref", "request_sha256")
Rows = list[tuple[Any, ...]]


@pytest.fixture
def amended(tmp_path: Path) -> Path:
    """The law with a larger team and a higher prize from 2027 on."""
    folder = copy_of_the_law(tmp_path / "law")
    amend(folder, TEAM, "8", FROM)
    amend(folder, PRIZE, "3000.00", FROM)
    return folder


@pytest.fixture
def house(server: Server, tmp_path: Path) -> Callable[[str], Any]:
    """Houses of their own that share one key, so that equal rows are equal."""
    key = tmp_path / "data.key"
    Vault.create_key(key)

    @contextmanager
    def opened(name: str) -> Iterator[UnitOfWork]:
        with server.copy() as database:
            work = wiring.unit_of_work(
                Settings.from_environment(
                    {
                        "HONOURS_VAR": str(tmp_path / name),
                        "HONOURS_DATABASE_URL": database.app_url,
                        "HONOURS_DATA_KEY_FILE": str(key),
                    }
                )
            )
            try:
                yield work
            finally:
                work.engine.dispose()

    return opened


def award_cycle(work: UnitOfWork, year: int) -> None:
    """Play a cycle of the awards from the call to the payment file, with a breach and a doubt on the way."""
    cycle = Cycle(year, AWARDS)
    with work:
        lay_calendar(work)
        add_bodies(work, BODY)
    call_on = date(year, 9, 15)
    call.open_cycle(call.OpenCycle(cycle, call_on, f"锡工办发〔{year}〕18号", "经办人"), work)
    call.produce_documents(cycle, call_on, work)
    due_on = date(year, 10, 31)
    with work:
        breach, doubt = {"is_medical": True}, {"is_frontline": False}
        facts = [{}, breach, doubt, {}]
        add_nominations(work, [nominee(IDEA, place, of=cycle, **one) for place, one in enumerate(facts, 1)])
    publicity.judge(cycle, due_on, work)
    publicity.advance(cycle, due_on, "run", work)
    qualify(cycle, due_on, work)
    rule_on_referrals(RuleOnReferrals(cycle, "张三", due_on, "run"), work)
    advance_qualified(cycle, due_on, "run", work)
    ranked(work, cycle)
    held_on, posted_on = date(year, 11, 24), date(year, 11, 26)
    prepare_list(cycle, held_on, work)
    hold(work, result(cycle, held_on=held_on, notice_posted_on=posted_on))
    post_notice(cycle, work)
    prove_both(work, work.settings.inbox, cycle)
    consult_well(work, posted_on, cycle)
    conclude(cycle, date(year, 12, 4), "run", work)
    pay(work, cycle, date(year, 12, 20))


def ranked(work: UnitOfWork, cycle: Cycle) -> None:
    with work:
        facts = {"unit_name": "某学院", "speciality": "machinery", "email": "e@x"}
        experts = [{"expert_no": no, "name": f"专家{no}", **facts} for no in EXPERTS]
        work.connection.execute(upsert(expert).on_conflict_do_nothing(), experts)
        rows = work.connection.execute(
            select(nomination.c.nomination_no, nomination.c.serial_no, nomination.c.submission_id).where(
                nomination.c.cycle == str(cycle), nomination.c.state == NominationState.QUALIFIED.value
            )
        ).all()
        points = {row.nomination_no: {no: Decimal(95 - row.serial_no) for no in EXPERTS} for row in rows}
        add_scores(work, cycle, points, rows[0].submission_id)
    rank(cycle, date(cycle.year, 11, 20), "run", work)


def pay(work: UnitOfWork, cycle: Cycle, on: date) -> None:
    disbursement.plan_payments(cycle, on, "run", work)
    disbursement.payment_list(cycle, on, work)
    disbursement.approve_payments(ApprovePayments(cycle=cycle, approved_by="财务", approved_on=on, run_id="run"), work)
    disbursement.make_batch(cycle, on, "run", work)


def studio_cycle(work: UnitOfWork, year: int, *team_sizes: int) -> Cycle:
    """Judge applications of studios with teams of these sizes."""
    cycle = Cycle(year, STUDIOS)
    with work:
        lay_ground(work, of=cycle)
        rows = [
            applicant(Category.STANDARD, place, of=cycle, team_size=size) for place, size in enumerate(team_sizes, 1)
        ]
        add_applications(work, rows)
    due_on = date(year, 10, 31)
    publicity.judge(cycle, due_on, work)
    publicity.advance(cycle, due_on, "run", work)
    qualify(cycle, due_on, work)
    return cycle


def rows_of(work: UnitOfWork, table: Table, *names: str) -> Rows:
    columns = [table.c[name] for name in names] or [column for column in table.c if column.key != "recorded_at"]
    with work:
        return sorted((tuple(row) for row in work.connection.execute(select(*columns))), key=repr)


def made_files(work: UnitOfWork) -> list[tuple[str, str]]:
    """Return every file in the outbox with the hash of its bytes."""
    outbox = work.settings.outbox
    return sorted(
        (str(path.relative_to(outbox)), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in outbox.rglob("*")
        if path.is_file()
    )


def all_that_came_of_it(work: UnitOfWork) -> dict[str, list[Any]]:
    return {
        "verdicts": rows_of(work, verdict),
        "entitlements": rows_of(work, entitlement, *AMOUNTS),
        "payments": rows_of(work, payment, *PAYMENTS),
        "documents": rows_of(work, document),
        "files": made_files(work),
    }


def team_rule(work: UnitOfWork, cycle: Cycle) -> tuple[Rows, Any]:
    rows = rows_of(work, verdict, "nomination_no", "rule", "verdict", "found", "required")
    rule = next(rule for rule in rules_of(cycle, work) if rule.id == "team_size")
    return [(row[0][-3:], *row[2:]) for row in rows if row[1] == rule.id], rule


def test_an_earlier_cycle_replays_byte_for_byte(
    house: Callable[[str], Any], amended: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def played(name: str) -> dict[str, list[Any]]:
        with house(name) as work:
            award_cycle(work, 2025)
            studio_cycle(work, 2025, 4, 6)
            return all_that_came_of_it(work)

    before = played("before")
    monkeypatch.setenv(SETTING, str(amended))
    assert regulation().value(TEAM).on(FROM) == 8
    assert played("after") == before
    counts = {name: len(rows) for name, rows in before.items()}
    assert counts["verdicts"] > 100
    assert (counts["entitlements"], counts["payments"]) == (3, 3)
    assert counts["documents"] == counts["files"] > 5


def test_a_later_cycle_goes_by_the_new_text(
    house: Callable[[str], Any], amended: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, str(amended))
    with house("later") as work:
        cycle = studio_cycle(work, 2027, 6, 8)
        rows, rule = team_rule(work, cycle)
        assert rows == [
            ("001", "fail", "固定成员（人）：6", "固定成员不少于8人"),
            ("002", "pass", "固定成员（人）：8", "固定成员不少于8人"),
        ]
        awards = Cycle(2027, AWARDS)
        with work:
            lay_ground(work, of=awards)
            add_nominations(work, [nominee(IDEA, 1, of=awards, state=NominationState.AWARDED)])
        pay(work, awards, date(2028, 5, 8))
        assert rows_of(work, entitlement, "nomination_no", "amount_cny", "article") == [
            ("2027-JD-0101-001", Decimal("3000.00"), "award/14")
        ]
    due_on = date(2027, 10, 31)
    assert in_force_since(rule, due_on) == FROM
    ((_, life),) = lives_behind(rule, due_on)
    assert (life.value, life.source) == (8, SOURCE)
    assert in_force_since(rule, date(2025, 10, 31)) == date(2021, 9, 22)


def test_both_texts_live_side_by_side(
    house: Callable[[str], Any], amended: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, str(amended))
    with house("both") as work:
        studio_cycle(work, 2025, 6)
        studio_cycle(work, 2027, 6)
        required = {(row[0][:4], row[2]) for row in rows_of(work, verdict, "nomination_no", "rule", "required")}
    assert {("2025", "固定成员不少于5人"), ("2027", "固定成员不少于8人")} <= required


def test_the_new_text_is_tried_on_past_cycles_before_it_is_in_force(house: Callable[[str], Any], amended: Path) -> None:
    with house("tried") as work:
        studio_cycle(work, 2025, 6, 8)
        question = WhatIf(STUDIOS, (2025,), Supposition(law=regulation(amended), as_on=FROM))
        (cycle,) = what_if(question, work).cycles
        assert [(value.key, value.before, value.after) for value in cycle.values] == [(TEAM, "5人", "8人")]
        assert [(one.nomination_no[-3:], one.change) for one in cycle.changes] == [("001", Change.NEWLY_OUT)]
        assert regulation().value(TEAM).on(FROM) == 5
