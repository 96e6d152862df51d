"""Named studios come into the register once, under numbers without a gap (model-studio/9, /14, /20)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select, text
from tests.builders import CYCLE
from tests.services.studios.cases import (
    DECISION,
    DEMONSTRATION,
    MODEL,
    MODEL_2026,
    NAMED_ON,
    PERSON_ID,
    STAFF,
    STANDARD,
    lay,
    named,
    standing,
)

from honours import wiring
from honours.domain.states import NominationState
from honours.domain.studio_numbers import NamesNoStudios
from honours.services.documents.wording import NotDocumentNo
from honours.services.studios.conflicts import Cause, NotEntered
from honours.services.studios.entering import Entered, NamedBeforeItsYear, enter_named, find_conflicts
from honours.storage.settings import Settings
from honours.storage.tables import studio, studio_naming
from honours.storage.unit_of_work import UnitOfWork

ON_2026 = date(2026, 12, 17)


def enter(unit: UnitOfWork, of: Any = MODEL, on: date = NAMED_ON) -> Entered:
    return enter_named(of, on, DECISION, unit)


def names(unit: UnitOfWork) -> dict[str, str]:
    with unit as work:
        rows = work.connection.execute(select(studio.c.studio_no, studio.c.name).order_by(studio.c.studio_no)).all()
    return {row.studio_no: row.name for row in rows}


def namings(unit: UnitOfWork, studio_no: str) -> list[Any]:
    with unit as work:
        table = studio_naming.c
        found = select(studio_naming).where(table.studio_no == studio_no).order_by(table.named_on)
        return list(work.connection.execute(found).all())


def test_numbers_follow_level_body_and_nomination(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, MODEL_2026)
    with unit_of_work as work:
        demonstration = named(work, DEMONSTRATION, 1, of=MODEL_2026, project_name="四")
        last = named(work, STANDARD, 1, of=MODEL_2026, body="0102", project_name="三")
        second = named(work, STANDARD, 2, of=MODEL_2026, project_name="二")
        first = named(work, STANDARD, 1, of=MODEL_2026, state=NominationState.PAID, project_name="一")
        named(work, STANDARD, 3, of=MODEL_2026, state=NominationState.HELD)
    assert enter(unit_of_work, MODEL_2026, ON_2026).new == ("L2026-001", "L2026-002", "L2026-003", "L2026-004")
    assert list(names(unit_of_work).values()) == ["一", "二", "三", "四"]
    for place, no in enumerate((first, second, last, demonstration), 1):
        assert namings(unit_of_work, f"L2026-00{place}")[0].nomination_no == no


def test_naming_keeps_leader_team_and_what_the_level_is_granted(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        no = named(work, STANDARD, 1)
    enter(unit_of_work)
    (row,) = namings(unit_of_work, "L2025-001")
    assert (row.level, row.named_on, row.nomination_no, row.decision_no) == ("standard", NAMED_ON, no, DECISION)
    assert (row.leader_name, row.leader_honour, row.team_size) == ("领衔人LM-0101-001", "municipal_model_worker", 6)
    assert row.team_members == "李明、张伟、陈芳、刘洋、赵磊"
    assert row.subsidy_cny == Decimal("20000.00")
    assert unit_of_work.vault.open(row.leader_id_cipher) == PERSON_ID


@pytest.mark.parametrize(
    ("of", "category", "number", "granted"),
    [
        pytest.param(MODEL_2026, STANDARD, "L2026-001", "20000.00", id="model workers"),
        pytest.param(MODEL_2026, DEMONSTRATION, "L2026-001", "40000.00", id="model workers, a level skipped"),
        pytest.param(STAFF, STANDARD, "Z2025-001", "10000.00", id="employees"),
    ],
)
def test_first_naming_is_granted_what_its_level_gets(
    unit_of_work: UnitOfWork, of: Any, category: Any, number: str, granted: str
) -> None:
    lay(unit_of_work, of)
    with unit_of_work as work:
        named(work, category, 1, of=of)
    enter(unit_of_work, of, date(of.year, 12, 18))
    (row,) = namings(unit_of_work, number)
    assert (row.level, row.subsidy_cny) == (category.value, Decimal(granted))


def test_a_retry_enters_nothing_and_what_is_named_later_follows(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        named(work, STANDARD, 2)
    assert enter(unit_of_work) == Entered(("L2025-001",), ())
    assert enter(unit_of_work, on=date(2025, 12, 19)) == Entered((), ())
    with unit_of_work as work:
        named(work, STANDARD, 1)
    assert enter(unit_of_work, on=date(2026, 1, 5)) == Entered(("L2025-002",), ())
    assert [row.named_on for row in namings(unit_of_work, "L2025-001")] == [NAMED_ON]


@pytest.mark.parametrize(
    ("of", "number", "granted"), [(MODEL_2026, "L2023-007", "40000.00"), (STAFF, "Z2023-007", "20000.00")]
)
def test_promotion_keeps_number_and_history(unit_of_work: UnitOfWork, of: Any, number: str, granted: str) -> None:
    lay(unit_of_work, of)
    with unit_of_work as work:
        standing(work, number, name="赵师傅创新工作室")
        named(
            work,
            DEMONSTRATION,
            1,
            of=of,
            project_name="赵师傅 创新工作室",
            studio_no=number.lower(),
        )
        named(work, STANDARD, 1, of=of)
    on = date(of.year, 12, 18)
    entered = enter(unit_of_work, of, on)
    assert entered == Entered((f"{number[0]}{of.year}-001",), (number,))
    assert str(entered) == "新登记工作室 1 个，晋级 1 个"
    old, promoted = namings(unit_of_work, number)
    assert (old.level, old.leader_name, old.cycle) == ("standard", "赵师傅", None)
    assert (promoted.level, promoted.named_on, promoted.cycle) == ("demonstration", on, str(of))
    assert promoted.subsidy_cny == Decimal(granted)
    assert names(unit_of_work)[number] == "赵师傅创新工作室"


def test_numbers_go_on_after_those_of_the_imported_register(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        for number in ("L2025-001", "L2025-004", "Z2025-009", "L2024-030"):
            standing(work, number)
        named(work, STANDARD, 1)
    assert enter(unit_of_work).new == ("L2025-005",)


def test_two_workers_enter_each_studio_once(unit_of_work: UnitOfWork, settings: Settings) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        for serial in range(1, 21):
            named(work, STANDARD, serial)
    begin = Barrier(2)

    def enter_at_once(_: int) -> Entered:
        begin.wait(timeout=30)
        return enter(wiring.unit_of_work(settings))

    with ThreadPoolExecutor(2) as workers:
        done = list(workers.map(enter_at_once, range(2)))
    assert sorted(len(entered.new) for entered in done) == [0, 20]
    assert list(names(unit_of_work)) == [f"L2025-{serial:03d}" for serial in range(1, 21)]


CONFLICTS = [
    pytest.param(MODEL, STANDARD, {"project_name": "赵师傅创新工作室"}, Cause.NAME_TAKEN, id="name taken"),
    pytest.param(
        MODEL, STANDARD, {"project_name": "赵师傅　创新 工作室"}, Cause.NAME_TAKEN, id="name taken but for blanks"
    ),
    pytest.param(
        MODEL_2026,
        DEMONSTRATION,
        {"project_name": "赵师傅创新工作室", "studio_no": "L2020-001"},
        Cause.NAME_TAKEN,
        id="number of one, name of another",
    ),
    pytest.param(MODEL_2026, DEMONSTRATION, {"studio_no": "L2019-001"}, Cause.NUMBER_UNKNOWN, id="unknown number"),
    pytest.param(
        MODEL_2026, DEMONSTRATION, {"studio_no": "Z2023-001"}, Cause.NUMBER_UNKNOWN, id="number of another scheme"
    ),
    pytest.param(
        MODEL_2026, DEMONSTRATION, {"studio_no": "L2020-001"}, Cause.ANOTHER_STUDIO, id="neither name nor unit"
    ),
    pytest.param(MODEL_2026, DEMONSTRATION, {"studio_no": "L2018-001"}, Cause.LEVEL_STANDS, id="demonstration twice"),
    pytest.param(MODEL, STANDARD, {"studio_no": "L2020-001"}, Cause.LEVEL_STANDS, id="standard twice"),
    pytest.param(
        MODEL, STANDARD, {"studio_no": "L2016-001"}, Cause.NUMBER_NOT_ASKED, id="standard after demonstration"
    ),
    pytest.param(STAFF, DEMONSTRATION, {}, Cause.NEVER_NAMED, id="employees never skip a level"),
]


@pytest.mark.parametrize(("of", "category", "facts", "cause"), CONFLICTS)
def test_contradiction_is_named_and_nothing_is_entered(
    unit_of_work: UnitOfWork,
    of: Any,
    category: Any,
    facts: dict[str, Any],
    cause: Cause,
) -> None:
    lay(unit_of_work, of)
    with unit_of_work as work:
        standing(work, "L2023-007", name="赵师傅创新工作室")
        standing(work, "L2020-001")
        standing(work, "Z2023-001")
        standing(work, "L2018-001", levels={"standard": date(2018, 11, 1), "demonstration": date(2020, 11, 1)})
        standing(work, "L2016-001", levels={"demonstration": date(2016, 11, 1)})
        no = named(work, category, 1, of=of, **facts)
        named(work, STANDARD, 2, of=of)
    assert [one.cause for one in find_conflicts(of, unit_of_work)] == [cause]
    with pytest.raises(NotEntered, match=f"没有登记任何工作室：{no}“") as refusal:
        enter(unit_of_work, of, date(of.year, 12, 18))
    assert [(one.nomination_no, one.cause) for one in refusal.value.conflicts] == [(no, cause)]
    assert len(names(unit_of_work)) == 5


def test_clash_of_names_names_both_and_the_number_to_write(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        standing(work, "L2023-007", name="赵师傅创新工作室")
        no = named(work, STANDARD, 1, project_name="赵师傅创新工作室")
    with pytest.raises(NotEntered) as refusal:
        enter(unit_of_work)
    assert str(refusal.value) == (
        "2025年劳模创新工作室有 1 项与工作室名册不符，本次没有登记任何工作室："
        f"{no}“赵师傅创新工作室”：名册中已有 L2023-007“赵师傅创新工作室”（无锡老牌重工有限公司），名称不能重复使用；"
        "如为同一工作室晋级，申报时应填写编号 L2023-007。请核对申报材料和名册后再办。"
    )


def test_the_same_name_twice_in_a_cycle_is_refused_for_both(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        first = named(work, STANDARD, 1, project_name="启航创新工作室")
        second = named(work, STANDARD, 1, body="0102", project_name="启航创新工作室")
    with pytest.raises(NotEntered) as refusal:
        enter(unit_of_work)
    assert [(one.nomination_no, one.cause) for one in refusal.value.conflicts] == [
        (first, Cause.TWICE_IN_CYCLE),
        (second, Cause.TWICE_IN_CYCLE),
    ]


def test_names_are_a_schemes_own(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        standing(work, "Z2023-007", name="赵师傅创新工作室")
        named(work, STANDARD, 1, project_name="赵师傅创新工作室")
    assert enter(unit_of_work).new == ("L2025-001",)


@pytest.mark.parametrize(
    ("of", "on", "decision_no", "refusal"),
    [
        pytest.param(CYCLE, NAMED_ON, DECISION, NamesNoStudios, id="a cycle of the award"),
        pytest.param(MODEL, date(2024, 12, 31), DECISION, NamedBeforeItsYear, id="the day before its year"),
        pytest.param(MODEL, NAMED_ON, "36号", NotDocumentNo, id="no document number"),
    ],
)
def test_wrong_command_is_refused(
    unit_of_work: UnitOfWork, of: Any, on: date, decision_no: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        enter_named(of, on, decision_no, unit_of_work)


def test_the_register_is_only_added_to(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        standing(work, "L2023-007")
    for table in ("studio", "studio_naming"):
        with pytest.raises(Exception, match=r"permission denied|只能追加"), unit_of_work as work:
            work.connection.execute(text(f"DELETE FROM honours.{table}"))  # noqa: S608
