"""The experts' answers: points by criterion for every entry on every score sheet.

In one category two projects of different bodies are level at the line whatever the keys say, and two others are level
but for a key of the policy. All other scores differ, so that no tie comes about that nobody planted.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from openpyxl import load_workbook

from honours.domain.cycle import Category
from honours.domain.policies import ReviewPolicy, TieKind
from honours.domain.scoring import expert_points, official_score
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import FIRST_ROW, RECOGNITION_SHEET, Mark, form
from honours.regulation.score_form import points_key, score_form
from honours.services.review.blinding.key_list import CODE_HEADER, NUMBER_HEADER
from honours.services.sample.books import CellText, cell_of, fill_row, saved

TIED_CATEGORY = Category.OPERATING_METHOD
TIED, DECIDED = "tied", "decided"
Points = dict[tuple[str, str], dict[str, Decimal]]
"""Points by criterion, by the expert's number and what the expert calls the entry."""
_TENTH = Decimal("0.1")
_LATER = "-补充"


@dataclass(frozen=True, slots=True)
class AskedSheet:
    """A score sheet as it went out."""

    name: str
    expert_no: str
    category: Category
    codes: tuple[str, ...]
    content: bytes = field(repr=False)

    @property
    def is_later(self) -> bool:
        """Whether it came after the expert's first one, with entries that were somebody else's before."""
        return _LATER in self.name


def nobody_steps_back(expert_no: str, code: str) -> str | None:
    """Return None: the expert scores the entry."""
    return None


@dataclass(frozen=True, slots=True)
class Answered:
    """All points, and the codes that were made level: at the line (``tied``), elsewhere but for a key (``decided``)."""

    points: Points
    tied: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()


def read_sheet(name: str, content: bytes) -> AskedSheet:
    """Return what a score sheet asks of whom."""
    book = load_workbook(io.BytesIO(content), read_only=True)
    marks = {str(row[0]): str(row[1]) for row in book[RECOGNITION_SHEET].iter_rows(values_only=True)}
    page = book[form(SubmissionKind.SCORE_SHEET).sheets[0].sheet_name]
    codes = tuple(
        str(row[0]) for row in page.iter_rows(min_row=FIRST_ROW, max_col=1, values_only=True) if row[0] is not None
    )
    return AskedSheet(name, marks[Mark.EXPERT_NO], Category(marks[Mark.CATEGORY]), codes, content)


def read_key_list(content: bytes) -> dict[str, str]:
    """Return which nomination each code stands for, from the list that only the staff have."""
    page = load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    rows = [[str(cell) for cell in row] for row in page.iter_rows(values_only=True)]
    head = next(place for place, row in enumerate(rows) if CODE_HEADER in row)
    code, number = rows[head].index(CODE_HEADER), rows[head].index(NUMBER_HEADER)
    return {row[code]: row[number] for row in rows[head + 1 :]}


def answers(
    sheets: Sequence[AskedSheet], policy: ReviewPolicy, numbers: Mapping[str, str], quota: int | None = None
) -> Answered:
    """Return the experts' points, and with a quota the planted ties too; ``numbers`` are the nominations by code.

    What an expert gives depends on the nomination, not on its code, so that every house plays the same year.
    """
    points: Points = {}
    for sheet in sheets:
        for code in sheet.codes:
            points[sheet.expert_no, code] = _given(policy, sheet.expert_no, numbers[code])
    for category in {sheet.category for sheet in sheets}:
        _keep_apart(points, _codes(sheets, category, numbers), policy)
    if quota is None:
        return Answered(points)
    codes = _codes(sheets, TIED_CATEGORY, numbers)
    ordered = sorted(codes, key=lambda code: -_score(points, code, policy))
    tied = (ordered[quota - 1], next(_alike(ordered[quota - 1], ordered[quota:], points, numbers)))
    first = ordered[1]
    decided = (first, next(_alike(first, ordered[2 : quota - 1], points, numbers)))
    _make_level(points, *tied, policy)
    _make_level(points, *decided, policy)
    _shift(points, decided[1], policy)
    return Answered(points, tied, decided)


def answered_sheet(
    sheet: AskedSheet,
    points: Points,
    policy: ReviewPolicy,
    *,
    saved_on: date,
    recusal: Callable[[str, str], str | None] = nobody_steps_back,
) -> bytes:
    """Return the score sheet with the expert's points, or with why they step back as ``recusal`` says it."""
    book = load_workbook(io.BytesIO(sheet.content))
    item = score_form(policy.criteria).sheets[0]
    for row_no, code in enumerate(sheet.codes, FIRST_ROW):
        reason = recusal(sheet.expert_no, code)
        if reason is not None:
            steps_back = cell_of(item.field("is_recused"), True)
            fill_row(book, item, row_no, {"is_recused": steps_back, "recusal_reason": reason})
            continue
        given = points[sheet.expert_no, code]
        cells: dict[str, CellText] = {points_key(one): float(given[one.code]) for one in policy.criteria}
        fill_row(book, item, row_no, cells)
    return saved(book, saved_on)


def _codes(sheets: Sequence[AskedSheet], category: Category, numbers: Mapping[str, str]) -> list[str]:
    codes = {code for sheet in sheets if sheet.category is category for code in sheet.codes}
    return sorted(codes, key=numbers.__getitem__)


def _given(policy: ReviewPolicy, expert_no: str, nomination_no: str) -> dict[str, Decimal]:
    """Return points between 55 and 92 with one decimal: worth of the project, hand of the expert, and chance."""
    worth, hand = _digest(nomination_no) % 300, _digest(expert_no) % 40
    return {
        one.code: Decimal(550 + worth + hand + _digest(f"{expert_no} {nomination_no} {one.code}") % 30) / 10
        for one in policy.criteria
    }


def _keep_apart(points: Points, codes: Sequence[str], policy: ReviewPolicy) -> None:
    """Lift entries by a tenth until no two have the same score."""
    taken: set[Decimal] = set()
    for code in codes:
        while (score := _score(points, code, policy)) in taken:
            for given in _of(points, code):
                given[policy.criteria[0].code] += _TENTH
        taken.add(score)


def _alike(code: str, others: Sequence[str], points: Points, numbers: Mapping[str, str]) -> Iterator[str]:
    """Yield those of the others that another body recommended and as many experts scored."""
    for other in others:
        is_other_body = numbers[code].split("-")[2] != numbers[other].split("-")[2]
        if is_other_body and len(_of(points, other)) == len(_of(points, code)):
            yield other


def _make_level(points: Points, code: str, other: str, policy: ReviewPolicy) -> None:
    """Give the other entry what the first one got, expert by expert."""
    for given, copied in zip(_of(points, other), _of(points, code), strict=True):
        for one in policy.criteria:
            given[one.code] = copied[one.code]


def _shift(points: Points, code: str, policy: ReviewPolicy) -> None:
    """Give more for the criterion that decides ties and as much less for another: the score stays."""
    decisive = next(key.criterion for key in policy.tie_keys if key.kind is TieKind.CRITERION_MEAN)
    more = next(one for one in policy.criteria if one.code == decisive)
    less = next(one for one in policy.criteria if one.code != decisive)
    for given in _of(points, code):
        given[more.code] += Decimal(less.weight) / 10
        given[less.code] -= Decimal(more.weight) / 10


def _of(points: Points, code: str) -> list[dict[str, Decimal]]:
    """Return what the experts gave to an entry, in the order of their numbers."""
    return [points[key] for key in sorted(points) if key[1] == code]


def _score(points: Points, code: str, policy: ReviewPolicy) -> Decimal:
    return official_score(code, [expert_points(given, policy.criteria) for given in _of(points, code)], policy)


def _digest(text: str) -> int:
    return zlib.crc32(text.encode())
