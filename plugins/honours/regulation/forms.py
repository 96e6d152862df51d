"""The forms that people fill in: every column of every workbook, as data (``data/forms/*.toml``).

Nominations have a workbook a scheme with one sheet a category; the other workbooks are the same for all schemes. The
writers of workbooks and the readers of what comes back both go by these forms; the keys are the column names of the
tables that the rows end in.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.errors import WrongUse
from honours.domain.submissions import SubmissionKind
from honours.regulation.fields import Choices, Field, FieldKind
from honours.regulation.form_parts import (
    EXPLANATION_ROW,
    FIRST_ROW,
    HEADER_ROW,
    RECOGNITION_SHEET,
    Form,
    Instruction,
    Mark,
    SheetForm,
    UnknownForm,
)
from honours.regulation.form_reading import read_form, read_nomination_form
from honours.regulation.loader import DATA, regulation

__all__ = [
    "EXPLANATION_ROW",
    "FIRST_ROW",
    "FORMS",
    "FORM_KINDS",
    "HEADER_ROW",
    "RECOGNITION_SHEET",
    "Choices",
    "Field",
    "FieldKind",
    "Form",
    "Instruction",
    "Mark",
    "SchemeNeeded",
    "SheetForm",
    "UnknownForm",
    "cycle_form",
    "form",
    "nomination_form",
]

FORM_KINDS = (
    SubmissionKind.NOMINATION_WORKBOOK,
    SubmissionKind.ROSTER,
    SubmissionKind.SCORE_SHEET,
    SubmissionKind.VERIFICATION_FORM,
    SubmissionKind.STUDIO_REGISTER,
    SubmissionKind.OBJECTION_REGISTER,
    SubmissionKind.NOTICE_CORRECTION,
    SubmissionKind.CONSULTATION_FORM,
)
# Nominations ask what their regulation asks, objections rest on its articles, entries are numbered by scheme.
BY_SCHEME = (
    SubmissionKind.NOMINATION_WORKBOOK,
    SubmissionKind.OBJECTION_REGISTER,
    SubmissionKind.NOTICE_CORRECTION,
)
# Every form there is: the kinds, and of those that differ one a scheme.
FORMS: tuple[tuple[SubmissionKind, Scheme | None], ...] = tuple(
    (kind, scheme) for kind in FORM_KINDS for scheme in (tuple(Scheme) if kind in BY_SCHEME else (None,))
)


class SchemeNeeded(WrongUse):
    """A form of which every scheme has its own was asked for without a scheme; carries the kind."""

    def __init__(self, kind: SubmissionKind) -> None:
        self.kind = kind
        known = "、".join(f"{scheme.value}（{scheme.label}）" for scheme in Scheme)
        super().__init__(f"表格 {kind.value} 每个项目各有一种，请指明项目：{known}。")


def form(kind: str, scheme: Scheme | None = None, folder: Path = DATA / "forms") -> Form:
    """Return the form of this kind; of those that differ by scheme that of ``scheme``, of others the one for all.

    Raises :class:`UnknownForm`, :class:`SchemeNeeded`, or :class:`BrokenTable` for a mistake in a file.
    """
    if kind not in FORM_KINDS:
        raise UnknownForm(kind, tuple(known.value for known in FORM_KINDS))
    asked = SubmissionKind(kind)
    if asked not in BY_SCHEME:
        return _form(asked, None, folder)
    if scheme is None:
        raise SchemeNeeded(asked)
    return _form(asked, scheme, folder)


def cycle_form(cycle: Cycle) -> Form:
    """Return the nomination workbook with the sheets of the categories that the cycle's year holds.

    Raises :class:`NoCycle` when it holds none.
    """
    due = regulation().categories_due(cycle)
    whole = form(SubmissionKind.NOMINATION_WORKBOOK, cycle.scheme)
    return replace(
        whole,
        instructions=tuple(one for one in whole.instructions if one.category is None or one.category in due),
        sheets=tuple(sheet for sheet in whole.sheets if sheet.category in due),
    )


def nomination_form(scheme: Scheme, category: Category) -> SheetForm:
    """Return the sheet of the scheme's nomination workbook for this category; raise :class:`UnknownForm`."""
    sheets = form(SubmissionKind.NOMINATION_WORKBOOK, scheme).sheets
    for sheet in sheets:
        if sheet.category is category:
            return sheet
    raise UnknownForm(category.value, tuple(sheet.sheet_name for sheet in sheets))


@cache
def _form(kind: SubmissionKind, scheme: Scheme | None, folder: Path) -> Form:
    articles = regulation().articles
    if kind is SubmissionKind.NOMINATION_WORKBOOK and scheme is not None:
        return read_nomination_form(scheme, folder, articles)
    return read_form(kind, folder, articles, scheme)
