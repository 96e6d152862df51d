"""Where the values behind a verdict stand: the very cells, and what lies beyond the nomination's own row."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.builders import CYCLE as AWARD
from tests.builders import lay_ground
from tests.services.explain.cases import FILE, send, taken
from tests.services.intake.books import BODY, TECH, cell_of, edited, nominations, row, saved
from tests.services.visited import CYCLE as VISITED_CYCLE
from tests.services.visited import JUDGED_ON, number, visit_all
from tests.services.visited import qualified as lay_qualified_studios
from tests.studio_builders import EMPLOYEE_CYCLE, MODEL_CYCLE, add_applications, applicant

from honours.domain.cycle import Category, Cycle
from honours.domain.studios import Aspect
from honours.regulation.loader import regulation
from honours.services.explain import ExplainedRule, Explanation
from honours.services.explain.known_rules import known_rules
from honours.services.explain.sources import FactSource, SourceKind
from honours.services.review.verification import judge_verification
from honours.storage.unit_of_work import UnitOfWork

FIRST = f"2025-KJ-{BODY}-001"
SHEET = TECH.label


def rule(told: Explanation, name: str) -> ExplainedRule:
    (found,) = [one for one in told.rules if one.rule == name]
    return found


def cells(told: Explanation, name: str) -> list[str | None]:
    return [source.cell for source in rule(told, name).sources if source.kind is SourceKind.CELL]


def beyond(told: Explanation, name: str) -> set[SourceKind]:
    return {source.kind for source in rule(told, name).sources if source.kind is not SourceKind.CELL}


def test_value_is_found_in_the_cell_that_states_it(house: UnitOfWork) -> None:
    assert send(house, nominations({TECH: [row(TECH, 1, is_medical="是")]})).is_clean
    told = taken(FIRST, house)
    assert told.source.is_checked
    assert rule(told, "medical_project").sources == (
        FactSource(SourceKind.CELL, "是否医药类项目", FILE, SHEET, cell_of(TECH, "is_medical")),
    )
    assert cells(told, "project_origin") == [
        cell_of(TECH, "is_government_or_enterprise_project"),
        cell_of(TECH, "is_union_organised"),
    ]


def test_what_lies_beyond_the_row_is_named_as_such(house: UnitOfWork) -> None:
    send(house, nominations({TECH: [row(TECH, 1)]}))
    told = taken(FIRST, house)
    assert cells(told, "posting_days") == [cell_of(TECH, "posted_on"), cell_of(TECH, "taken_down_on")]
    assert beyond(told, "posting_days") == {SourceKind.CALENDAR}
    assert beyond(told, "recommended_after_posting") == {SourceKind.CALENDAR, SourceKind.RECEIPT}
    assert beyond(told, "posting_evidence") == {SourceKind.EVIDENCE}
    assert beyond(told, "received_in_time") == {SourceKind.RECEIPT}
    assert cells(told, "received_in_time") == []
    # The person is compared by the keyed hash of the ID number: the cell is named, the number is not.
    assert cells(told, "one_entry") == [cell_of(TECH, "person_id")]
    assert beyond(told, "one_entry") == {SourceKind.OTHERS}
    assert cells(told, "priority_order") == [cell_of(TECH, "priority_no")]
    assert beyond(told, "priority_order") == {SourceKind.OTHERS}
    assert beyond(told, "similar_text") == {SourceKind.RECORD}


def test_cell_is_the_one_of_the_file_that_was_sent_even_when_columns_were_moved(house: UnitOfWork) -> None:
    def move(book: Workbook) -> None:
        page = book[SHEET]
        last = page.max_column
        headers = [page.cell(1, column).value for column in range(1, last + 1)]
        column = headers.index("是否医药类项目") + 1
        for line in (1, 2, 3):
            page.cell(line, last + 1).value = page.cell(line, column).value
        page.delete_cols(column)
        page.insert_rows(3)

    assert send(house, edited(saved(nominations({TECH: [row(TECH, 1)]})), move)).is_clean
    told = taken(FIRST, house)
    assert told.source.row == 4
    (cell,) = cells(told, "medical_project")
    assert cell is not None
    assert cell != cell_of(TECH, "is_medical", 4)
    assert cell == cell_of(TECH, "payee_account", 4), "the last column"
    assert cells(told, "applied_long_enough") == [_one_to_the_left(cell_of(TECH, "applied_since_on", 4))]


def _one_to_the_left(cell: str) -> str:
    return f"{chr(ord(cell[0]) - 1)}{cell[1:]}"


def test_file_that_cannot_be_read_again_is_taken_as_it_was_sent_out(house: UnitOfWork) -> None:
    outcome = send(house, nominations({TECH: [row(TECH, 1)]}))
    house.archive.path_of(outcome.sha256).unlink()
    told = taken(FIRST, house)
    assert not told.source.is_checked
    assert "推定" in told.source.note
    assert cells(told, "medical_project") == [cell_of(TECH, "is_medical")]


def test_what_a_visit_found_is_in_the_cells_of_its_form(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    lay_qualified_studios(unit_of_work)
    visit_all(unit_of_work, tmp_path, {})
    judge_verification(VISITED_CYCLE, JUDGED_ON, unit_of_work)
    told = taken(number(1), unit_of_work)
    judged = [one for one in told.rules if one.stage == "verification"]
    assert len(judged) == len(Aspect)
    for one, aspect in zip(judged, Aspect, strict=True):
        visits = [source for source in one.sources if source.kind is SourceKind.VISIT]
        assert [source.says for source in visits] == [aspect.label]
        assert all(source.file_name == f"{number(1)}.xlsx" and source.cell for source in visits)
    assert len({source.cell for one in judged for source in one.sources if source.kind is SourceKind.VISIT}) == 9


@pytest.mark.parametrize("cycle", [MODEL_CYCLE, EMPLOYEE_CYCLE])
def test_studio_rules_look_into_the_register_and_their_own_form(unit_of_work: UnitOfWork, cycle: Cycle) -> None:
    with unit_of_work as work:
        lay_ground(work, of=cycle)
        add_applications(work, [applicant(Category.DEMONSTRATION, 1, of=cycle)])
    told = taken(cycle.nomination_no(Category.DEMONSTRATION, "0101", 1), unit_of_work)
    assert SourceKind.REGISTER in beyond(told, "from_named")
    assert [source.kind for source in rule(told, "team_size").sources] == [SourceKind.CELL]
    assert all(one.sources for one in told.rules)
    assert all(one.since is not None and one.sentence for one in told.rules)


@pytest.mark.parametrize("cycle", [AWARD, MODEL_CYCLE, EMPLOYEE_CYCLE])
def test_every_rule_is_traced_and_in_force_since_the_regulation_or_a_later_value(cycle: Cycle) -> None:
    known = known_rules(cycle, date(cycle.year, 9, 1), date(cycle.year, 10, 31))
    assert len(known) > 20
    for name, one in known.items():
        assert any(one.looks), name
        assert one.since.on >= date(2021, 9, 22)
        assert one.since.source
        assert all(value.key in regulation().values for value in one.since.values)
    assert len({name for name, one in known.items() if one.since.values}) >= 4
