"""The register of the studios named before, filled in as the office keeps it, with two cells that cannot be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from openpyxl.utils import get_column_letter

from honours.domain.studios import StudioLevel
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import FIRST_ROW, form
from honours.services.sample.books import CellText, fill_first_sheet
from honours.services.sample.plants import Plant, PlantKind
from honours.services.sample.studios.history import History, Named, Naming
from honours.services.workbooks.studio_register import studio_register_workbook

_FIELDS = form(SubmissionKind.STUDIO_REGISTER).sheets[0]
_ONE_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class FilledRegister:
    """The workbook, and in which of its cells something stands that goes back."""

    content: bytes
    wrong_cells: tuple[tuple[str, str], ...]

    def plants(self, file_name: str) -> set[Plant]:
        """Return the wrong cells as plants."""
        return {Plant(PlantKind.CELL, file_name, cell, header) for cell, header in self.wrong_cells}


def filled_register(known: History, *, saved_on: date) -> FilledRegister:
    """Return the register with one row a naming; two rows are wrong and stay out of our register."""
    rows: list[dict[str, CellText]] = []
    wrong: list[tuple[int, str]] = []
    faulty = _faulty(known)
    for named in known.named:
        for naming in named.namings:
            cells = _cells(named, naming)
            fault = faulty.get(named.studio_no) if naming is named.namings[-1] else None
            if fault is not None:
                cells |= fault
                wrong.append((len(rows), next(iter(fault))))
            rows.append(cells)
    content = fill_first_sheet(
        studio_register_workbook(fixed_on=saved_on), SubmissionKind.STUDIO_REGISTER, rows, saved_on=saved_on
    )
    keys = [field.key for field in _FIELDS.fields]
    cells_of = (
        (f"{get_column_letter(keys.index(key) + 1)}{FIRST_ROW + place}", _FIELDS.field(key).header)
        for place, key in wrong
    )
    return FilledRegister(content, tuple(cells_of))


def _faulty(known: History) -> Mapping[str, dict[str, CellText]]:
    """Return by number what a clerk wrote wrongly: a credit code, and a promotion in a year without any."""
    code = known.wrong_code.studio.unit.uscc
    wrong_code = code[:-1] + ("A" if code[-1] != "A" else "B")
    return {
        known.wrong_code.studio_no: {"unit_uscc": wrong_code},
        known.wrong_year.studio_no: {"named_on": known.wrong_year.namings[-1].on - _ONE_YEAR},
    }


def _cells(named: Named, naming: Naming) -> dict[str, CellText]:
    studio = named.studio
    is_told = naming.paid is not None or naming.level is StudioLevel.DEMONSTRATION
    return {
        "studio_no": named.studio_no,
        "scheme": _FIELDS.field("scheme").label_of(studio.scheme.value),
        "name": studio.name,
        "level": _FIELDS.field("level").label_of(naming.level.value),
        "named_on": naming.on,
        "leader_name": studio.leader.name,
        "leader_honour": _FIELDS.field("leader_honour").label_of(named.honour),
        # Of the oldest namings nobody has kept who was in the team.
        "team_size": len(named.members) if is_told else None,
        "team_members": "、".join(named.members) if is_told else None,
        "unit_name": studio.unit.name,
        "unit_uscc": studio.unit.uscc,
        "body_code": studio.body_code,
        "decision_no": naming.decision_no,
        "subsidy_cny": None if naming.paid is None else naming.paid.cny,
    }
