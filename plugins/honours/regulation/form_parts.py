"""What a form is made of: its sheets and their columns, its instructions, and the marks by which it is recognised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from honours.domain.cycle import Category, Scheme
from honours.domain.errors import WrongUse
from honours.domain.submissions import SubmissionKind
from honours.regulation.fields import Field

HEADER_ROW = 1
EXPLANATION_ROW = 2
FIRST_ROW = 3
RECOGNITION_SHEET = "_honours"


class Mark(StrEnum):
    """The names in column A of the hidden sheet by which a workbook is recognised; the values are in column B."""

    KIND = "kind"
    VERSION = "version"
    CYCLE = "cycle"
    BODY_CODE = "body_code"
    EXPERT_NO = "expert_no"
    CATEGORY = "category"
    NOMINATION_NO = "nomination_no"
    SHEET_NO = "sheet_no"


class UnknownForm(WrongUse):
    """A form or a sheet that does not exist; carries the name asked for and those that exist."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name = name
        self.known = known
        super().__init__(f"没有名为“{name}”的表格。可用的有：{'、'.join(known)}。")


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One sheet: its Chinese name and its columns from A on; ``category`` only where the sheet is for one."""

    category: Category | None
    sheet_name: str
    fields: tuple[Field, ...]

    @property
    def headers(self) -> tuple[str, ...]:
        """The Chinese headers, in the order of the columns."""
        return tuple(field.header for field in self.fields)

    def field(self, key: str) -> Field:
        """Return the column with this key; raise :class:`UnknownForm`."""
        for field in self.fields:
            if field.key == key:
                return field
        raise UnknownForm(key, tuple(field.key for field in self.fields))


@dataclass(frozen=True, slots=True)
class Instruction:
    """One paragraph of the sheet of instructions; ``{names}`` in it are filled in by the writer of the workbook.

    ``category`` is set where it concerns one category only: a year that does not hold it leaves the paragraph out.
    """

    title: str
    says: str
    category: Category | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of workbook: its version, how many empty rows it offers, what its reader is told, and its sheets.

    ``scheme`` is set where every scheme has a form of its own, as for nominations.
    """

    kind: SubmissionKind
    scheme: Scheme | None
    version: int
    prepared_rows: int
    instructions: tuple[Instruction, ...]
    sheets: tuple[SheetForm, ...]

    def sheet(self, sheet_name: str) -> SheetForm:
        """Return the sheet of this Chinese name; raise :class:`UnknownForm`."""
        for sheet in self.sheets:
            if sheet.sheet_name == sheet_name:
                return sheet
        raise UnknownForm(sheet_name, tuple(sheet.sheet_name for sheet in self.sheets))
