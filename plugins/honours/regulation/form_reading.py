"""Reading forms from their data files, strictly.

The nomination workbook of the award has its common columns in ``nomination_workbook.toml`` and a file a category; that
of the studios has them in ``studio_workbook.toml`` and a file a scheme. Its own columns stand between ``[[lead]]`` and
``[[tail]]``. What is ``only`` for one scheme or one category is left out of the forms of the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from honours.domain.cycle import CATEGORIES, Category, Scheme
from honours.domain.submissions import SubmissionKind
from honours.regulation.field_reading import read_field, text_of
from honours.regulation.fields import Field
from honours.regulation.form_parts import Form, Instruction, SheetForm
from honours.regulation.register import Register
from honours.regulation.tables import Table, read_table

_STUDIO_COMMON = "studio_workbook"
_STUDIO_TABLE = "studio_application"
_ONLY = (*(scheme.value for scheme in Scheme), *(category.value for category in Category))


def read_form(kind: SubmissionKind, folder: Path, articles: Register, scheme: Scheme | None = None) -> Form:
    """Return a form that has the same sheets in all schemes; raise :class:`BrokenTable`."""
    table = read_table(folder / f"{kind.value}.toml")
    table.choice("kind", [kind.value])
    sheets = tuple(_sheet(item, articles, scheme) for item in table.tables("sheet"))
    found = _form(table, kind, scheme, table.whole("version", least=1), sheets)
    if not sheets:
        raise table.refuse("没有工作表，至少要有一个 [[sheet]]。")
    return found


def read_nomination_form(scheme: Scheme, folder: Path, articles: Register) -> Form:
    """Return the nomination workbook of the scheme, one sheet a category; raise :class:`BrokenTable`."""
    kind = SubmissionKind.NOMINATION_WORKBOOK
    common = read_table(folder / f"{_STUDIO_COMMON if scheme.names_studios else kind.value}.toml")
    common.choice("kind", [kind.value])
    if scheme.names_studios:
        # Columns change scheme by scheme, so each has a version of its own.
        own = read_table(folder / f"{scheme.value}.toml")
        version = own.whole("version", least=1)
        sheets = tuple(_category_sheet(common, own, _STUDIO_TABLE, scheme, one, articles) for one in CATEGORIES[scheme])
        own.done()
    else:
        version = common.whole("version", least=1)
        sheets = tuple(_award_sheet(common, folder, scheme, one, articles) for one in CATEGORIES[scheme])
    return _form(common, kind, scheme, version, sheets)


def _form(
    table: Table, kind: SubmissionKind, scheme: Scheme | None, version: int, sheets: tuple[SheetForm, ...]
) -> Form:
    told = (_instruction(item, scheme) for item in table.tables("instruction"))
    found = Form(
        kind=kind,
        scheme=scheme,
        version=version,
        prepared_rows=table.whole("prepared_rows", least=1),
        instructions=tuple(one for one in told if one is not None),
        sheets=sheets,
    )
    table.done()
    return found


def _instruction(item: Table, scheme: Scheme | None) -> Instruction | None:
    only = _only(item)
    category = Category(only) if only in set(Category) else None
    found = Instruction(text_of(item, "title", scheme), text_of(item, "says", scheme), category)
    item.done()
    return found if only is None or category is not None or only == scheme else None


def _award_sheet(common: Table, folder: Path, scheme: Scheme, category: Category, articles: Register) -> SheetForm:
    own = read_table(folder / f"{category.value}.toml")
    sheet = _category_sheet(common, own, category.value, scheme, category, articles)
    own.done()
    return sheet


def _category_sheet(
    common: Table, own: Table, goes_to: str, scheme: Scheme, category: Category, articles: Register
) -> SheetForm:
    lead, tail = common.tables("lead"), common.tables("tail")
    fields = (
        *_fields(lead, None, scheme, category, articles),
        *_fields(own.tables("field"), goes_to, scheme, category, articles),
        *_fields(tail, None, scheme, category, articles),
    )
    return _checked(own, SheetForm(category, category.label, fields))


def _fields(
    items: Iterable[Table], goes_to: str | None, scheme: Scheme, category: Category, articles: Register
) -> list[Field]:
    found = []
    for item in items:
        only = _only(item)
        field = read_field(item, articles, table=goes_to, scheme=scheme)
        if only in (None, scheme.value, category.value):
            found.append(field)
    return found


def _only(item: Table) -> str | None:
    return item.choice("only", _ONLY) if item.has("only") else None


def _sheet(item: Table, articles: Register, scheme: Scheme | None) -> SheetForm:
    goes_to = item.text("table")
    fields = tuple(read_field(part, articles, table=goes_to, scheme=scheme) for part in item.tables("field"))
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
