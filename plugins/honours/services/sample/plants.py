"""What was planted in the sample on purpose, kept in a ledger so that it can be compared with what was found."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from openpyxl.utils import get_column_letter

from honours.domain.cycle import Cycle
from honours.domain.submissions import SubmissionStatus
from honours.regulation.forms import FIRST_ROW, nomination_form
from honours.services.sample.letters import Letter
from honours.services.sample.year import SampleYear


class PlantKind(StrEnum):
    """Where the fault sits and so where it must be found."""

    RULE = "rule"
    CELL = "cell"
    FILE = "file"
    LATE = "late"
    TIE = "tie"
    OBJECTION = "objection"
    BANK = "bank"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {
            "rule": "条件不符或待认定",
            "cell": "单元格错误",
            "file": "文件不可用",
            "late": "逾期报送",
            "tie": "名额线并列",
            "objection": "公示异议",
            "bank": "银行资料异常",
        }[self.value]


@dataclass(frozen=True, order=True, slots=True)
class Plant:
    """One fault. ``subject`` is a nomination number or a file name; ``place`` the rule, the cell or the objection.

    ``expected`` is what the finding must say: a verdict, a status, an end, or the reason for which a line stays open.
    """

    kind: PlantKind
    subject: str
    place: str
    expected: str


class Ledger:
    """The faults planted so far, in a file beside the data; planting one twice changes nothing."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @property
    def exists(self) -> bool:
        """Whether anything was ever written down."""
        return self._file.exists()

    def add(self, plants: Iterable[Plant], cycle: Cycle | None = None) -> None:
        """Write the plants down, those of a cycle under its name."""
        known = self._read() | {("" if cycle is None else str(cycle), plant) for plant in plants}
        rows = [{"cycle": name, **asdict(plant)} for name, plant in sorted(known)]
        self._file.parent.mkdir(parents=True, exist_ok=True)
        partial = self._file.with_suffix(".part")
        partial.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        partial.replace(self._file)

    def plants(self, cycle: Cycle | None = None) -> set[Plant]:
        """Return everything written down, or what was planted in a cycle."""
        return {plant for name, plant in self._read() if cycle is None or name == str(cycle)}

    def elsewhere(self, cycle: Cycle) -> set[Plant]:
        """Return what was planted in other cycles only."""
        return self.plants() - self.plants(cycle)

    def _read(self) -> set[tuple[str, Plant]]:
        try:
            rows = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return set()
        return {(row.pop("cycle"), Plant(PlantKind(row.pop("kind")), **row)) for row in rows}


def rule_plants(year: SampleYear) -> set[Plant]:
    """Return the broken rules as plants."""
    return {Plant(PlantKind.RULE, one.nomination_no, one.rule, one.verdict.value) for one in year.broken}


def cell_plants(year: SampleYear) -> set[Plant]:
    """Return the wrong cells as plants: which cell of which nomination's row."""
    found = set()
    for entry in year.entries:
        slip = year.slips.get(entry.nomination_no)
        if slip is not None:
            sheet = nomination_form(entry.scheme, entry.category)
            column = [field.key for field in sheet.fields].index(slip.key) + 1
            cell = f"{get_column_letter(column)}{FIRST_ROW + entry.serial_no - 1}"
            found.add(Plant(PlantKind.CELL, entry.nomination_no, cell, sheet.fields[column - 1].header))
    return found


def file_plants(letters: Iterable[Letter]) -> set[Plant]:
    """Return unusable files as plants."""
    return {Plant(PlantKind.FILE, letter.filed_as, "", SubmissionStatus.REFUSED.value) for letter in letters}


def late_plants(letters: Iterable[Letter]) -> set[Plant]:
    """Return late files as plants."""
    return {Plant(PlantKind.LATE, letter.filed_as, "", SubmissionStatus.LATE.value) for letter in letters}
