"""What was planted in the sample on purpose, kept in a ledger so that it can be compared with what was found."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from openpyxl.utils import get_column_letter

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
    CONFLICT = "conflict"
    REPLACEMENT = "replacement"
    TIE = "tie"
    MEETING = "meeting"
    OBJECTION = "objection"
    CONSULTATION = "consultation"
    BANK = "bank"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {
            "rule": "条件不符或待认定",
            "cell": "单元格错误",
            "file": "文件不可用",
            "late": "逾期报送",
            "conflict": "专家应当回避",
            "replacement": "评审专家逾期或回避后改派",
            "tie": "名额线并列",
            "meeting": "会议回避、否决与退回",
            "objection": "公示异议",
            "consultation": "行业咨询",
            "bank": "银行资料异常",
        }[self.value]


@dataclass(frozen=True, order=True, slots=True)
class Plant:
    """One fault. ``subject`` is a nomination number or a file name; ``place`` the rule, the cell, the objection, the
    ruling, or the expert who has to step back, was replaced or kept silent.

    ``expected`` is what the finding must say: a verdict, a status, an end, the kind of a conflict, or the reason for
    which an expert is replaced or a line stays open.
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

    def add(self, plants: Iterable[Plant]) -> None:
        """Write the plants down."""
        known = sorted(self.plants() | set(plants))
        self._file.parent.mkdir(parents=True, exist_ok=True)
        partial = self._file.with_suffix(".part")
        partial.write_text(
            json.dumps([asdict(plant) for plant in known], ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        partial.replace(self._file)

    def plants(self) -> set[Plant]:
        """Return everything written down."""
        try:
            rows = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return set()
        return {Plant(PlantKind(row.pop("kind")), **row) for row in rows}


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
    return refused_plants(letter.filed_as for letter in letters)


def refused_plants(names: Iterable[str]) -> set[Plant]:
    """Return files that are refused whole as plants, by the names that they are filed under."""
    return {Plant(PlantKind.FILE, name, "", SubmissionStatus.REFUSED.value) for name in names}


def late_plants(letters: Iterable[Letter]) -> set[Plant]:
    """Return late files as plants."""
    return {Plant(PlantKind.LATE, letter.filed_as, "", SubmissionStatus.LATE.value) for letter in letters}
