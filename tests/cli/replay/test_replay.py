"""The invented cycles without the scheduler; what the real scheduler makes of them is tested by ``make test-long``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select
from tests.cli.replay.player import Player
from tests.conftest import Server

from honours import wiring
from honours.cli.replay.errors import NoSuchSample
from honours.cli.replay.parts import chosen_cycles, ledger_file, parts_of
from honours.domain.cycle import Cycle
from honours.domain.stages import Examiners, examines_by
from honours.services.intake import take_in_all
from honours.services.notice.medals import medals_decided
from honours.services.review.assigning.record import verify
from honours.services.review.verifying import verify_review
from honours.services.sample.comparison import Comparison, compare
from honours.services.sample.outcome import Outcome, fingerprint, outcome_of
from honours.services.sample.plants import Plant, PlantKind
from honours.storage.settings import Settings
from honours.storage.tables import document, score
from honours.storage.unit_of_work import UnitOfWork
from honours.storage.vault import Vault

# The fixture plays four cycles; on a loaded machine that takes longer than a test may.
pytestmark = pytest.mark.timeout(900)
AWARD = Cycle.parse("2025/achievement_award")
CYCLES = [planned.cycle for planned in chosen_cycles(())]


@dataclass(slots=True)
class Played:
    """All cycles after they were played one after the other in one house."""

    work: UnitOfWork
    players: dict[Cycle, Player]

    def plants(self, cycle: Cycle) -> set[Plant]:
        return self.players[cycle].part.mailbox.ledger.plants()

    def kinds(self, cycle: Cycle) -> set[str]:
        """Return of which kinds documents were made."""
        with self.work as work:
            return set(work.connection.scalars(select(document.c.kind).where(document.c.cycle == str(cycle))))

    def compared(self, cycle: Cycle, planted: set[Plant] | None = None) -> Comparison:
        own = self.plants(cycle) if planted is None else planted
        elsewhere = {plant for other in self.players if other != cycle for plant in self.plants(other)}
        return compare(own, cycle, self.work, elsewhere - own)


@pytest.fixture(scope="module")
def played(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    with server.copy() as database, pytest.MonkeyPatch.context() as patch:
        patch.setenv("HONOURS_VAR", str(tmp_path_factory.mktemp("var")))
        patch.setenv("HONOURS_DATABASE_URL", database.app_url)
        settings = Settings.from_environment()
        Vault.create_key(settings.data_key_file)
        work = wiring.unit_of_work(settings)
        players = {}
        for part in parts_of(chosen_cycles(()), work):
            player = Player(part, work)
            player.play()
            players[player.cycle] = player
        yield Played(work, players)
        work.engine.dispose()


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_every_planted_fault_is_found_and_no_other(played: Played, cycle: Cycle) -> None:
    compared = played.compared(cycle)
    assert (compared.missed, compared.unexpected) == ([], [])
    assert compared.agrees
    planted = {kind: count for kind, count, _ in compared.counts()}
    assert planted[PlantKind.RULE] >= 10
    assert planted[PlantKind.OBJECTION] >= 3
    assert planted[PlantKind.BANK] >= 1


def test_comparison_tells_what_was_missed_and_what_was_not_planted(played: Played) -> None:
    planted = played.plants(AWARD)
    gone = next(plant for plant in sorted(planted) if plant.kind is PlantKind.RULE)
    strange = Plant(PlantKind.CELL, "2025-KJ-0101-001", "Z9", "身份证号")
    compared = played.compared(AWARD, (planted - {gone}) | {strange})
    assert (compared.missed, compared.unexpected) == ([strange], [gone])
    assert not compared.agrees


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_outcome_adds_up(played: Played, cycle: Cycle) -> None:
    came = outcome_of(cycle, played.work)
    assert isinstance(came, Outcome)
    assert came.received == came.withdrawn + came.excluded + came.qualified
    assert came.proposed == came.chosen + came.held + came.declined
    assert came.chosen == came.paid == came.receipts
    assert came.chosen > 0


def test_same_files_once_more_change_nothing(played: Played) -> None:
    before = fingerprint(played.work)
    sent = played.players[AWARD].part.mailbox.send_all_again()
    outcomes = take_in_all(played.work.settings.inbox, played.work)
    assert len(outcomes) == sent > 600
    assert all(outcome.is_repeat for outcome in outcomes)
    assert fingerprint(played.work) == before


def test_person_who_closes_the_notice_sees_every_objection(played: Played) -> None:
    body = played.players[AWARD].asked["ask_notice_closed"]
    assert "已登记异议 6 件" in body
    expected = {"001": "不予授奖", "002": "照常授奖", "003": "暂缓该项", "004": "转监督核查"}
    expected |= {"005": "匿名且没有可查的证据，只作记录", "006": "匿名但附有可查的证据，照样核查"}
    for number, effect in expected.items():
        line = next(line for line in body.splitlines() if f"YY-2025-{number}" in line)
        assert effect in line
    assert "许卫国" not in body


def test_medals_and_the_recommendation_are_as_the_people_of_the_play_said(played: Played) -> None:
    decided = medals_decided(AWARD, played.work)
    assert (len(decided.withheld), decided.decisions) == (1, 1)
    assert len(decided.granted) == outcome_of(AWARD, played.work).chosen - 1
    assert "2025-KJ" in played.players[AWARD].asked["ask_recommendation"]
    assert "2025-JD" not in played.players[AWARD].asked["ask_recommendation"]
    made = {
        kind
        for cycle in CYCLES
        for kind in played.kinds(cycle)
        if kind.startswith(("medal", "certificate", "provincial"))
    }
    assert made == {"certificate_list", "medal_list", "medal_order", "provincial_letter", "provincial_list"}
    assert [cycle for cycle in CYCLES if "medal_list" in played.kinds(cycle)] == [AWARD]


def test_every_cycle_with_experts_has_its_report(played: Played) -> None:
    reported = {cycle for cycle in CYCLES if {"review_report", "review_statistics"} <= played.kinds(cycle)}
    assert reported == {cycle for cycle in CYCLES if examines_by(cycle.scheme) is Examiners.EXPERTS}
    assert len(reported) == 2


def test_consultation_is_played_with_a_warning_a_doubt_and_a_silent_expert(played: Played) -> None:
    found = {one for one in played.compared(AWARD).found if one.kind is PlantKind.CONSULTATION}
    ended = {(one.place, one.expected) for one in found if not one.place.startswith("E")}
    assert ended == {("upheld", "declined"), ("overruled", "awarded")}
    silent = [one for one in found if one.expected == "silent"]
    assert len({one.place for one in silent}) == 1 <= len(silent)
    assert sum(one.place == "upheld" for one in found) == 1
    assert "已列入限期淘汰目录" in played.players[AWARD].asked["ask_consultation_rulings"]


def test_who_is_late_and_who_steps_back_in_the_sheet_are_replaced_and_audit_agrees(played: Played) -> None:
    replaced = {one for one in played.compared(AWARD).found if one.kind is PlantKind.REPLACEMENT}
    late = {one.place for one in replaced if one.expected == "late"}
    stepped_back = {(one.subject, one.place) for one in replaced if one.expected == "conflict"}
    assert (len(late), len(stepped_back)) == (1, 1)
    assert late.pop() in played.players[AWARD].asked["ask_late_experts"]
    assert not any("ask_late_experts" in played.players[cycle].asked for cycle in CYCLES if cycle != AWARD)
    with played.work as work:
        taken = work.run("review/list_withdrawals", {"cycle": str(AWARD)}).all()
        scorers = {(row.nomination_no, row.expert_no) for row in work.connection.execute(select(score))}
    assert {(row.nomination_no, row.expert_no) for row in taken} == {(one.subject, one.place) for one in replaced}
    assert not scorers & {(one.subject, one.place) for one in replaced}
    assert {row.kind for row in taken} == {"late", "conflict"}
    verified = verify(AWARD, played.work)
    assert [one.run.run_no for one in verified] == [1, 2, 3]
    assert [one.differences for one in verified] == [(), (), ()]
    assert verify_review(AWARD, played.work).differences == ()


def test_ledgers_are_readable(played: Played) -> None:
    for cycle in CYCLES:
        rows = json.loads(ledger_file(cycle, played.work.settings).read_text(encoding="utf-8"))
        assert len(rows) == len(played.plants(cycle)) > 0


def test_a_cycle_that_nobody_invented_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(NoSuchSample, match="2024/model_worker_studio、2025/model_worker_studio"):
        chosen_cycles(("2023/model_worker_studio",))
    assert [planned.cycle for planned in chosen_cycles(("2025/achievement_award",))] == [AWARD]
