"""The experts' answers to the industry consultation of the sample, and what the person who is asked makes of them.

Most speak well of everything. One warns of harm and is heard; one doubts a direction and is not; one never answers; one
forgets a reason and mends it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from honours.domain.consultations import ConsultationQuestion, Reply
from honours.domain.states import NominationState
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import FIRST_ROW, RECOGNITION_SHEET, Mark, form
from honours.services.sample.books import CellText, fill_first_sheet, fill_row, saved
from honours.services.sample.plants import Plant, PlantKind

BOOKS = "行业咨询表-"
UPHELD_REASON = "经向行业协会核实，所涉工艺确已列入限期淘汰目录"
OVERRULED_REASON = "经核实不影响授奖，其他专家均无不利意见"
_Q = ConsultationQuestion
_WELL: Mapping[str, CellText] = {asked.reply_key: asked.favourable.label for asked in ConsultationQuestion}
_HARM = {**_WELL, _Q.EFFECT.reply_key: Reply.YES.label, _Q.EFFECT.reason_key: "所用脱脂工艺已列入限期淘汰目录"}
_DOUBT = {
    **_WELL,
    _Q.DIRECTION.reply_key: Reply.NO.label,
    _Q.DIRECTION.reason_key: "行业正转向干式加工，本项目仍以切削液为主",
}
_SLIP = {**_WELL, _Q.DIRECTION.reply_key: Reply.UNCLEAR.label}
SILENT = "silent"


@dataclass(frozen=True, slots=True)
class AskedBook:
    """A workbook of the consultation as it went out."""

    name: str
    expert_no: str
    numbers: tuple[str, ...]
    content: bytes = field(repr=False)

    @classmethod
    def read(cls, name: str, content: bytes) -> AskedBook:
        """Return whom a workbook asks about what."""
        book = load_workbook(io.BytesIO(content), read_only=True)
        marks = {str(row[0]): str(row[1]) for row in book[RECOGNITION_SHEET].iter_rows(values_only=True)}
        page = book[form(SubmissionKind.CONSULTATION_FORM).sheets[0].sheet_name]
        rows = page.iter_rows(min_row=FIRST_ROW, max_col=1, values_only=True)
        return cls(name, marks[Mark.EXPERT_NO], tuple(str(row[0]) for row in rows if row[0] is not None), content)


@dataclass(frozen=True, slots=True)
class Opinions:
    """Who says what: ``harmful`` and ``doubted`` are entries, each with the workbook in which that is said."""

    harmful: tuple[str, str]
    doubted: tuple[str, str]
    silent: AskedBook
    slipped: AskedBook

    def cells(self, book: AskedBook) -> list[Mapping[str, CellText]]:
        """Return the answers of a workbook, row by row."""
        said: list[Mapping[str, CellText]] = []
        for place, number in enumerate(book.numbers):
            if (number, book.name) == self.harmful:
                said.append(_HARM)
            elif (number, book.name) == self.doubted:
                said.append(_DOUBT)
            else:
                said.append(_SLIP if book is self.slipped and place == 0 else _WELL)
        return said

    def plants(self, *, is_silence_asked: bool) -> Iterable[Plant]:
        """Yield what must be found: two rulings, silence (and a ruling on it, where it is asked), a wrong cell."""
        declined, awarded = NominationState.DECLINED.value, NominationState.AWARDED.value
        yield Plant(PlantKind.CONSULTATION, self.harmful[0], "upheld", declined)
        yield Plant(PlantKind.CONSULTATION, self.doubted[0], "overruled", awarded)
        for number in self.silent.numbers:
            yield Plant(PlantKind.CONSULTATION, number, self.silent.expert_no, SILENT)
            if is_silence_asked:
                yield Plant(PlantKind.CONSULTATION, number, "overruled", awarded)
        asked = form(SubmissionKind.CONSULTATION_FORM).sheets[0]
        column = [one.key for one in asked.fields].index(_Q.DIRECTION.reason_key)
        cell = f"{get_column_letter(column + 1)}{FIRST_ROW}"
        yield Plant(PlantKind.CELL, self.slipped.name, cell, asked.fields[column].header)


def opinions(books: Sequence[AskedBook], on_notice: Sequence[str], disputed: Iterable[str]) -> Opinions:
    """Return who says what; entries of ``disputed`` have a story of their own and are spoken well of."""
    apart = set(disputed)
    harmful, doubted = [number for number in on_notice if number not in apart][1:3]
    apart |= {harmful, doubted}
    silent = next(book for book in books if not apart & set(book.numbers))
    spoken = [book for book in books if book is not silent]
    # With a second row that is right, only a part of the workbook goes back.
    slipped = next(book for book in spoken if len(book.numbers) > 1 and book.numbers[0] not in (harmful, doubted))
    first = {number: next(book.name for book in spoken if number in book.numbers) for number in (harmful, doubted)}
    return Opinions((harmful, first[harmful]), (doubted, first[doubted]), silent, slipped)


def answered_book(book: AskedBook, said: Sequence[Mapping[str, CellText]], *, saved_on: date) -> bytes:
    """Return the workbook with what the expert says."""
    return fill_first_sheet(book.content, SubmissionKind.CONSULTATION_FORM, said, saved_on=saved_on)


def mended_book(returned: bytes, *, saved_on: date) -> bytes:
    """Return the copy that came back, the forgotten reason made needless by a plain yes."""
    book = load_workbook(io.BytesIO(returned))
    asked = form(SubmissionKind.CONSULTATION_FORM).sheets[0]
    fill_row(book, asked, FIRST_ROW, {_Q.DIRECTION.reply_key: Reply.YES.label})
    return saved(book, saved_on)


def rulings(adverse: Mapping[str, Iterable[ConsultationQuestion]]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the person upholds and overrules: harm is heard, all else is not."""
    upheld = {number: UPHELD_REASON for number, asked in adverse.items() if _Q.EFFECT in set(asked)}
    return upheld, {number: OVERRULED_REASON for number in adverse if number not in upheld}
