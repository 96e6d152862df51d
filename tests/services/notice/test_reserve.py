"""Whether a reserve moves up is the office's practice; it has a notice of its own and moves nobody else's days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.builders import CYCLE
from tests.services.consulted import consult_well
from tests.services.notice.meetings import HELD_ON, hold, result
from tests.services.notice.posted import prove, prove_both
from tests.services.notice.test_notice import (
    CLOSES_ON,
    DAY_AFTER,
    POSTED_ON,
    number,
    object_to,
    ranked,
    states,
)

from honours.domain.notices import NoticeKind, ProofSide
from honours.domain.policies import Reserve
from honours.domain.stages import Stage
from honours.services import stages, steward
from honours.services.decisions import Decision, DecisionKind, record_decision
from honours.services.notice import reserve
from honours.services.notice.conclusion import conclude
from honours.services.notice.notices import current_notice, notices_of
from honours.services.notice.posting import post_notice
from honours.services.notice.reserve import MoveUp, MoveUpRefused, move_up, vacancies
from honours.storage.unit_of_work import UnitOfWork

# Ten places: 1 to 10 are inside, 11 is alone behind them, 12 and 13 are tied behind that.
POINTS = {serial: 100 - serial for serial in range(1, 12)} | {12: 80, 13: 80, 14: 70}
NEXT, TIED, LAST = number(11), (number(12), number(13)), number(14)
CLOSED = {"finding": "属实", "is_upheld": "成立", "closed_on": CLOSES_ON}
POSTED_LATER, CLOSES_LATER = date(2025, 12, 8), date(2025, 12, 15)
FILLED = MoveUp(
    cycle=CYCLE,
    is_filled=True,
    chosen=(),
    minutes_no="主席办公会纪要2025-20",
    document_no="锡工办发〔2025〕33号",
    planned_on=POSTED_LATER,
    decided_by="operations",
    decided_on=DAY_AFTER,
    run_id="run",
)


@pytest.fixture
def practice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next in rank moves up."""
    known = reserve.notice_policy
    next_in_rank = lambda scheme, on: replace(known(scheme, on), reserve=Reserve.NEXT_IN_RANK)  # noqa: E731
    monkeypatch.setattr(reserve, "notice_policy", next_in_rank)


def removed(unit: UnitOfWork, folder: Path, count: int) -> None:
    """Bring ``count`` of those on notice to their end by an upheld objection, the others to theirs."""
    ranked(unit, folder, POINTS)
    hold(unit, result())
    post_notice(CYCLE, unit)
    prove_both(unit, folder, CYCLE)
    rows = [
        {"objection_no": f"YY-2025-{serial:03d}", "nomination_no": number(serial), **CLOSED}
        for serial in range(1, count + 1)
    ]
    assert object_to(unit, folder, "异议.xlsx", *rows).is_clean
    conclude(CYCLE, DAY_AFTER, "run", unit)
    confirm(unit, 1)


def confirm(unit: UnitOfWork, notice_no: int) -> None:
    decided = Decision(CYCLE, DecisionKind.NOTICE_CLOSED, DAY_AFTER, "operations", {}, "run", decision_no=notice_no)
    record_decision(decided, unit)


def places(unit: UnitOfWork) -> list[tuple[int, list[str], list[str]]]:
    return [
        (one.places, [each.nomination_no for each in one.certain], [each.nomination_no for each in one.tied])
        for one in vacancies(CYCLE, DAY_AFTER, unit)
    ]


def test_nobody_moves_up_where_the_practice_has_no_reserve(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    removed(unit_of_work, tmp_path / "in", 1)
    assert places(unit_of_work) == []
    with pytest.raises(MoveUpRefused, match="没有空出的名额"):
        move_up(FILLED, unit_of_work)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        pytest.param(1, [(1, [NEXT], [])], id="the next in rank"),
        pytest.param(2, [(2, [NEXT], list(TIED))], id="tied for the second place"),
        pytest.param(3, [(3, [NEXT, *TIED], [])], id="places for the tied, too"),
        pytest.param(5, [(5, [NEXT, *TIED, LAST], [])], id="more places than there are"),
    ],
)
@pytest.mark.usefixtures("practice")
def test_places_go_by_rank_and_never_by_chance(
    unit_of_work: UnitOfWork, tmp_path: Path, count: int, expected: list[Any]
) -> None:
    removed(unit_of_work, tmp_path / "in", count)
    assert places(unit_of_work) == expected


@pytest.mark.usefixtures("practice")
def test_reserve_gets_a_notice_of_its_own_and_is_awarded_after_it(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    removed(unit_of_work, tmp_path / "in", 1)
    assert move_up(FILLED, unit_of_work) == 1
    assert places(unit_of_work) == []
    first, second = notices_of(CYCLE, unit_of_work)
    assert (second.kind, second.is_replaced, first.is_replaced) == (NoticeKind.RESERVE, False, False)
    assert (second.window.posted_on, second.window.closes_on) == (POSTED_LATER, CLOSES_LATER)
    assert (first.window.posted_on, first.window.closes_on) == (POSTED_ON, CLOSES_ON)
    assert current_notice(CYCLE, unit_of_work).notice_no == 2
    assert states(unit_of_work)[NEXT] == "on_notice"
    name = f"{CYCLE.label}拟奖励项目公示（第2号）.docx"
    assert (unit_of_work.settings.outbox / CYCLE.slug / "notice" / name).exists()
    assert conclude(CYCLE, CLOSES_LATER, "run", unit_of_work).awarded == 0
    prove_both(unit_of_work, tmp_path / "in", CYCLE)
    consult_well(unit_of_work, POSTED_LATER)
    assert conclude(CYCLE, CLOSES_LATER, "run", unit_of_work).awarded == 0
    assert conclude(CYCLE, CLOSES_LATER + timedelta(days=1), "run", unit_of_work).awarded == 1
    assert states(unit_of_work)[NEXT] == "awarded"
    assert conclude(CYCLE, CLOSES_LATER + timedelta(days=1), "again", unit_of_work).awarded == 0


@pytest.mark.usefixtures("practice")
def test_reserve_may_be_objected_to_in_its_own_window_only(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    removed(unit_of_work, tmp_path / "in", 1)
    move_up(FILLED, unit_of_work)
    prove_both(unit_of_work, tmp_path / "in", CYCLE)
    early = {"objection_no": "YY-2025-020", "nomination_no": NEXT, "received_on": POSTED_ON}
    assert object_to(unit_of_work, tmp_path / "in", "早.xlsx", early).is_clean
    within = {"objection_no": "YY-2025-021", "nomination_no": NEXT, "received_on": POSTED_LATER}
    assert object_to(unit_of_work, tmp_path / "in", "期内.xlsx", within, on=CLOSES_LATER).is_clean
    before = states(unit_of_work)
    ended = conclude(CYCLE, CLOSES_LATER + timedelta(days=1), "run", unit_of_work)
    assert (ended.awarded, ended.held) == (0, 1)
    assert {**states(unit_of_work), NEXT: "on_notice"} == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({}, "名次并列2项，空出1个名额，选了0项", id="nobody chosen"),
        pytest.param({"chosen": TIED}, "选了2项", id="both chosen"),
        pytest.param({"chosen": (LAST,)}, "并非名次并列", id="one behind them chosen"),
        pytest.param({"chosen": TIED[:1], "minutes_no": " "}, "纪要编号不能为空", id="no consent"),
        pytest.param({"chosen": TIED[:1], "planned_on": HELD_ON}, "早于决定之日", id="posted before it was decided"),
        pytest.param({"chosen": TIED[:1], "document_no": "锡工办发〔2025〕27号"}, "已用于本周期", id="a number taken"),
        pytest.param({"chosen": TIED[:1], "document_no": "33号"}, "不是发文字号", id="no document number"),
        pytest.param({"is_filled": False, "chosen": TIED[:1]}, "不递补的不选", id="nobody moves up, one chosen"),
    ],
)
@pytest.mark.usefixtures("practice")
def test_choice_that_does_not_fit_is_refused(
    unit_of_work: UnitOfWork, tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    removed(unit_of_work, tmp_path / "in", 2)
    with pytest.raises(MoveUpRefused, match=words):
        move_up(replace(FILLED, **change), unit_of_work)
    assert len(notices_of(CYCLE, unit_of_work)) == 1


@pytest.mark.usefixtures("practice")
def test_people_choose_among_the_tied_and_the_other_stays(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    removed(unit_of_work, tmp_path / "in", 2)
    assert move_up(replace(FILLED, chosen=TIED[1:]), unit_of_work) == 2
    found = states(unit_of_work)
    assert (found[NEXT], found[TIED[0]], found[TIED[1]]) == ("on_notice", "not_proposed", "on_notice")
    again = reserve.carried_out(CYCLE, unit_of_work)
    assert again is not None
    assert again.answer["moved"] == [NEXT, TIED[1]]
    assert len(notices_of(CYCLE, unit_of_work)) == 2


@pytest.mark.usefixtures("practice")
def test_place_that_people_leave_open_is_not_asked_about_again(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    removed(unit_of_work, tmp_path / "in", 1)
    assert move_up(replace(FILLED, is_filled=False), unit_of_work) == 0
    assert places(unit_of_work) == []
    assert states(unit_of_work)[NEXT] == "not_proposed"


@pytest.mark.usefixtures("practice")
def test_steward_tells_when_a_reserves_notice_is_to_be_posted_and_when_it_is_over(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    from tests.services.test_steward import NOW, Airflow

    removed(unit_of_work, tmp_path / "in", 1)
    move_up(FILLED, unit_of_work)
    for stage in Stage:
        stages.claim(CYCLE, stage, "r", NOW, lambda _: True, unit_of_work)
        stages.finish(CYCLE, stage, "r", NOW, unit_of_work)

    def told(on: date) -> list[tuple[str, str]]:
        found = steward.inspect(on, NOW, (), [CYCLE], Airflow(), unit_of_work).findings
        assert all("ask_posted_again" in one.action for one in found)
        return [(one.code.value, one.subject) for one in found]

    subject = f"{CYCLE} 2"
    assert told(POSTED_LATER) == [("notice_not_posted", subject)]
    prove(unit_of_work, tmp_path / "in", CYCLE, ProofSide.START, POSTED_LATER)
    assert told(CLOSES_LATER) == []
    assert told(CLOSES_LATER + timedelta(days=1)) == [("notice_over", subject)]
    prove(unit_of_work, tmp_path / "in", CYCLE, ProofSide.END, CLOSES_LATER)
    confirm(unit_of_work, 2)
    assert told(CLOSES_LATER + timedelta(days=1)) == []
