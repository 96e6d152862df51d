"""The plaques of a cycle: what the maker gets, and when they hang (model-studio/9)."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.services.studios.cases import DECISION, DEMONSTRATION, MODEL, MODEL_2026, STANDARD, lay, named, standing

from honours.domain.cycle import Scheme
from honours.domain.studios import StudioLevel
from honours.services.studios.entering import enter_named
from honours.services.studios.plaques import (
    HungBeforeNamed,
    NothingNamed,
    NotOfCycle,
    PlaqueList,
    plaque_list,
    plaque_title,
    plaques_left,
    plaques_markdown,
    record_plaques,
)
from honours.services.studios.register import find_studio
from honours.storage.unit_of_work import UnitOfWork

ON = date(2026, 12, 17)
HUNG_ON = date(2026, 12, 28)


@pytest.fixture
def entered(unit_of_work: UnitOfWork) -> UnitOfWork:
    lay(unit_of_work, MODEL_2026)
    with unit_of_work as work:
        standing(work, "L2022-004", name="赵师傅创新工作室", unit_uscc="913202001234567890")
        named(
            work,
            DEMONSTRATION,
            1,
            of=MODEL_2026,
            studio_no="L2022-004",
            project_name="赵师傅劳模创新工作室",
            unit_uscc="913202001234567890",
            unit_name="无锡老牌重工有限公司",
        )
        named(work, STANDARD, 1, of=MODEL_2026, project_name="启航创新工作室", unit_name="无锡启航有限公司")
    enter_named(MODEL_2026, ON, DECISION, unit_of_work)
    return unit_of_work


def rows(unit: UnitOfWork) -> list[tuple[Any, ...]]:
    (path,) = (unit.settings.outbox / MODEL_2026.slug / "notice").glob("*牌匾制作清单.xlsx")
    page = load_workbook(io.BytesIO(path.read_bytes())).worksheets[0]
    return [row for row in page.iter_rows(values_only=True) if isinstance(row[0], int)]


def test_list_says_what_is_engraved(entered: UnitOfWork) -> None:
    assert plaque_list(MODEL_2026, ON, entered).ordered == 2
    promoted, new = rows(entered)
    assert promoted[:5] == (
        1,
        "L2022-004-S",
        "无锡市示范性劳模创新工作室",
        "赵师傅劳模创新工作室",
        "无锡老牌重工有限公司",
    )
    assert promoted[9] == "名册中的名称是“赵师傅创新工作室”，与命名决定不同，请核实后再制作"
    assert new[1:5] == ("L2026-001-P", "无锡市劳模创新工作室", "启航创新工作室", "无锡启航有限公司")
    assert new[6:] == ("无锡市总工会", "2026年12月", DECISION, None)


def test_the_same_studios_make_the_same_list_on_another_day(entered: UnitOfWork) -> None:
    first = plaque_list(MODEL_2026, ON, entered)
    assert plaque_list(MODEL_2026, date(2027, 1, 4), entered) == first
    with entered as work:
        named(work, STANDARD, 2, of=MODEL_2026)
    enter_named(MODEL_2026, date(2027, 1, 4), DECISION, entered)
    second = plaque_list(MODEL_2026, date(2027, 1, 4), entered)
    assert (second.ordered, len(rows(entered))) == (3, 3)
    assert second.sha256 != first.sha256


def test_plaques_are_recorded_once(entered: UnitOfWork) -> None:
    assert "| L2026-001-P | 无锡市劳模创新工作室 | 启航创新工作室 | 无锡启航有限公司 | 2026-12-17 | 尚未登记 |" in (
        plaques_markdown(MODEL_2026, entered)
    )
    assert plaques_left(MODEL_2026, entered) == 2
    assert record_plaques(MODEL_2026, HUNG_ON, "李明", entered, studio_nos=["l2026-001"]) == 1
    assert plaques_left(MODEL_2026, entered) == 1
    assert record_plaques(MODEL_2026, date(2027, 1, 8), "李明", entered) == 1
    assert record_plaques(MODEL_2026, date(2027, 1, 9), "李明", entered) == 0
    new, promoted = find_studio("L2026-001", entered).now, find_studio("L2022-004", entered).now
    assert (new.plaque_no, new.hung_on) == ("L2026-001-P", HUNG_ON)
    assert (promoted.plaque_no, promoted.hung_on) == ("L2022-004-S", date(2027, 1, 8))
    assert plaque_list(MODEL_2026, ON, entered).hung == 2
    assert plaques_left(MODEL_2026, entered) == 0


@pytest.mark.parametrize(
    ("cycle", "hung_on", "numbers", "refusal"),
    [
        pytest.param(MODEL, HUNG_ON, None, NothingNamed, id="nothing named"),
        pytest.param(MODEL_2026, date(2026, 12, 16), None, HungBeforeNamed, id="the day before the naming"),
        pytest.param(MODEL_2026, HUNG_ON, ["L2026-009"], NotOfCycle, id="a studio of another cycle"),
    ],
)
def test_what_cannot_hang_is_refused(
    entered: UnitOfWork, cycle: Any, hung_on: date, numbers: list[str] | None, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal, match=r"不能登记|没有登记任何牌匾"):
        record_plaques(cycle, hung_on, "李明", entered, studio_nos=numbers)
    assert find_studio("L2026-001", entered).now.hung_on is None


def test_plaque_may_hang_on_the_day_of_the_naming(entered: UnitOfWork) -> None:
    assert record_plaques(MODEL_2026, ON, "李明", entered) == 2


def test_nothing_named_orders_no_plaque(unit_of_work: UnitOfWork) -> None:
    assert plaque_list(MODEL_2026, ON, unit_of_work) == PlaqueList(0, 0, "")
    assert plaques_markdown(MODEL_2026, unit_of_work) == "本周期还没有登入名册的工作室。"
    assert not unit_of_work.settings.outbox.exists()


def test_titles_are_those_of_the_regulations() -> None:
    titles = {plaque_title(scheme, level) for scheme in Scheme if scheme.names_studios for level in StudioLevel}
    assert titles == {
        "无锡市劳模创新工作室",
        "无锡市示范性劳模创新工作室",
        "无锡市职工创新工作室",
        "无锡市示范性职工创新工作室",
    }
