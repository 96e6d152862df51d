"""The forms that people fill in: every column of every workbook, as data (``data/forms/*.toml``).

A nomination workbook has one sheet a category: the common columns, then those of the category, then posting and payee.
The writers of workbooks and the readers of what comes back both go by these forms; the keys are the column names of
the tables that the rows end in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from honours.domain.cycle import CATEGORIES, Category, Scheme
from honours.domain.errors import WrongUse
from honours.domain.submissions import SubmissionKind
from honours.regulation.field_reading import read_field
from honours.regulation.fields import Choices, Field, FieldKind
from honours.regulation.loader import DATA, regulation
from honours.regulation.register import Register
from honours.regulation.tables import Table, read_table

__all__ = [
    "EXPLANATION_ROW",
    "FIRST_ROW",
    "FORM_KINDS",
    "HEADER_ROW",
    "RECOGNITION_SHEET",
    "Choices",
    "Field",
    "FieldKind",
    "Form",
    "Instruction",
    "Mark",
    "SheetForm",
    "UnknownForm",
    "form",
    "nomination_form",
]

HEADER_ROW = 1
EXPLANATION_ROW = 2
FIRST_ROW = 3
RECOGNITION_SHEET = "_honours"

FORM_KINDS = (
    SubmissionKind.NOMINATION_WORKBOOK,
    SubmissionKind.ROSTER,
    SubmissionKind.SCORE_SHEET,
    SubmissionKind.VERIFICATION_FORM,
    SubmissionKind.OBJECTION_REGISTER,
)


class Mark(StrEnum):
    """The names in column A of the hidden sheet by which a workbook is recognised; the values are in column B."""

    KIND = "kind"
    VERSION = "version"
    CYCLE = "cycle"
    BODY_CODE = "body_code"
    EXPERT_NO = "expert_no"
    CATEGORY = "category"
    NOMINATION_NO = "nomination_no"


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
    """One paragraph of the sheet of instructions; ``{names}`` in it are filled in by the writer of the workbook."""

    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of workbook: its version, how many empty rows it offers, what its reader is told, and its sheets."""

    kind: SubmissionKind
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


def form(kind: str, folder: Path = DATA / "forms") -> Form:
    """Return the form of this kind; raise :class:`UnknownForm`, or :class:`BrokenTable` for a mistake in its file."""
    if kind not in FORM_KINDS:
        raise UnknownForm(kind, tuple(known.value for known in FORM_KINDS))
    return _form(SubmissionKind(kind), folder)


def nomination_form(category: Category) -> SheetForm:
    """Return the sheet of the nomination workbook for this category; raise :class:`UnknownForm`."""
    sheets = form(SubmissionKind.NOMINATION_WORKBOOK).sheets
    for sheet in sheets:
        if sheet.category is category:
            return sheet
    raise UnknownForm(category.value, tuple(sheet.sheet_name for sheet in sheets))


@cache
def _form(kind: SubmissionKind, folder: Path) -> Form:
    table = read_table(folder / f"{kind.value}.toml")
    table.choice("kind", [kind.value])
    articles = regulation().articles
    if kind is SubmissionKind.NOMINATION_WORKBOOK:
        sheets = _category_sheets(table, folder, articles)
    else:
        sheets = tuple(_sheet(item, articles) for item in table.tables("sheet"))
    found = Form(
        kind=kind,
        version=table.whole("version", least=1),
        prepared_rows=table.whole("prepared_rows", least=1),
        instructions=tuple(_instruction(item) for item in table.tables("instruction")),
        sheets=sheets,
    )
    table.done()
    if not sheets:
        raise table.refuse("没有工作表，至少要有一个 [[sheet]]。")
    return found


def _instruction(item: Table) -> Instruction:
    found = Instruction(item.text("title"), item.text("says"))
    item.done()
    return found


def _category_sheets(common: Table, folder: Path, articles: Register) -> tuple[SheetForm, ...]:
    lead = [read_field(item, articles) for item in common.tables("lead")]
    tail = [read_field(item, articles) for item in common.tables("tail")]
    sheets: list[SheetForm] = []
    for category in CATEGORIES[Scheme.ACHIEVEMENT_AWARD]:
        table = read_table(folder / f"{category.value}.toml")
        own = [read_field(item, articles, table=category.value) for item in table.tables("field")]
        table.done()
        sheets.append(_checked(table, SheetForm(category, category.label, (*lead, *own, *tail))))
    return tuple(sheets)


def _sheet(item: Table, articles: Register) -> SheetForm:
    goes_to = item.text("table")
    fields = tuple(read_field(part, articles, table=goes_to) for part in item.tables("field"))
    sheet = SheetForm(None, item.text("name"), fields)
    item.done()
    return _checked(item, sheet)


def _checked(table: Table, sheet: SheetForm) -> SheetForm:
    if not sheet.fields:
        raise table.refuse("没有列，至少要有一个 [[field]]。")
    for name, values in (("key", [field.key for field in sheet.fields]), ("header", list(sheet.headers))):
        repeated = sorted({value for value in values if values.count(value) > 1})
        if repeated:
            raise table.refuse(f"工作表“{sheet.sheet_name}”中 {name} 重复：{'、'.join(repeated)}。每列只能出现一次。")
    return sheet
