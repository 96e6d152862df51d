"""Who is late and who steps back in the sample, and what those who take over give."""

from __future__ import annotations

from decimal import Decimal

from honours.domain.cycle import Category
from honours.services.sample.absences import RECUSAL_REASON, Absences, absences
from honours.services.sample.plants import Plant, PlantKind
from honours.services.sample.scores import TIED_CATEGORY, AskedSheet, Points

NUMBERS = {"K1": "2025-KJ-0101-001", "F1": "2025-FM-0101-001", "F2": "2025-FM-0101-002", "C1": "2025-CZ-0101-001"}


def asked(expert_no: str, category: Category, *codes: str, later: str = "") -> AskedSheet:
    return AskedSheet(f"评分表-{expert_no}-{category.label}{later}.xlsx", expert_no, category, codes, b"")


FIRST = (
    asked("E1", TIED_CATEGORY, "C1"),
    asked("E2", Category.TECH_ACHIEVEMENT, "K1"),
    asked("E2", Category.INVENTION_PATENT, "F1", "F2"),
    asked("E3", Category.INVENTION_PATENT, "F1", "F2"),
)


def away() -> Absences:
    return absences(FIRST, NUMBERS)


def test_late_is_who_has_least_and_another_one_steps_back_and_neither_where_the_ties_are() -> None:
    assert away().late == FIRST[1]
    assert away().recused == ("E3", "F1")
    assert absences(FIRST[::-1], NUMBERS) == away()


def test_only_the_late_sheet_and_what_follows_it_never_come() -> None:
    later = asked("E2", Category.TECH_ACHIEVEMENT, "K1", later="-补充1")
    assert [away().is_sent(sheet) for sheet in (*FIRST, later)] == [True, False, True, True, False]


def test_reason_is_given_at_one_entry_of_one_expert_only() -> None:
    assert away().reason("E3", "F1") == RECUSAL_REASON
    assert (away().reason("E3", "F2"), away().reason("E2", "F1")) == (None, None)


def test_who_takes_over_gives_what_the_one_before_would_have_given() -> None:
    points: Points = {
        (sheet.expert_no, code): {"innovation": Decimal(place)}
        for place, sheet in enumerate(FIRST)
        for code in sheet.codes
    }
    later = (
        asked("E4", Category.TECH_ACHIEVEMENT, "K1", later="-补充1"),
        asked("E5", Category.INVENTION_PATENT, "F1", later="-补充1"),
    )
    given = away().with_successors(points, later)
    assert given["E4", "K1"] == points["E2", "K1"]
    assert given["E5", "F1"] == points["E3", "F1"]
    assert given.items() >= points.items()


def test_ledger_names_each_entry_with_who_was_replaced_and_why() -> None:
    assert set(away().plants(NUMBERS)) == {
        Plant(PlantKind.REPLACEMENT, NUMBERS["K1"], "E2", "late"),
        Plant(PlantKind.REPLACEMENT, NUMBERS["F1"], "E3", "conflict"),
        Plant(PlantKind.CONFLICT, NUMBERS["F1"], "E3", "recusal"),
    }
