"""What the visitors find at the studios (model-studio/12): most is so, some is less, some cannot be seen.

One form goes out of hand with a slip and comes once more when it was returned.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from random import Random

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from honours.domain.states import Verdict
from honours.domain.studios import Aspect, Conclusion
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import FIRST_ROW, RECOGNITION_SHEET, Mark, form
from honours.services.sample.books import CellText, fill_row, saved
from honours.services.sample.entries import Entry, Season
from honours.services.sample.words import words
from honours.services.sample.year import BrokenRule

_TEAMS = ("陆建华、邵文娟", "尤志明、缪春燕、贺军", "殷国荣、过敏芳", "浦卫星、华丽萍")
_SEEN = words(
    "名册上有两人已调离 现场只看到一部分 凭证与申报的数目对不上 按原始记录清点 证书原件数目较少 账上只列了一部分"
)
_NOT_SEEN = words("财务资料正在审计，当天没有看到 外出参展，实物不在现场 证明单位尚未答复 统计口径不清，需补充说明")
_SHARE = Decimal("0.6")


@dataclass(frozen=True, slots=True)
class Findings:
    """What is not as claimed at one studio; ``is_refused`` is how staff rule on what could not be seen."""

    contradicted: tuple[Aspect, ...] = ()
    unverified: tuple[Aspect, ...] = ()
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Visits:
    """What is found at which studio, by number; ``slipped`` is the one whose form first comes with a slip."""

    findings: Mapping[str, Findings]
    slipped: str

    @property
    def refused(self) -> tuple[str, ...]:
        """Those that staff refuse because something could not be seen."""
        return tuple(sorted(number for number, found in self.findings.items() if found.is_refused))

    def broken(self) -> Iterator[BrokenRule]:
        """Yield what the rules must say of the visits."""
        for number, found in self.findings.items():
            for aspect in found.contradicted:
                yield BrokenRule(number, f"{aspect.value}_verified", Verdict.FAIL)
            for aspect in found.unverified:
                yield BrokenRule(number, f"{aspect.value}_verified", Verdict.REFER, found.is_refused)


_A = Aspect
# Between the two years every aspect is once contradicted and once not seen.
_WITH_DEMONSTRATION = (
    Findings(contradicted=(_A.TEAM, _A.PROJECTS)),
    Findings(contradicted=(_A.FUNDS,)),
    Findings(unverified=(_A.ECONOMIC_BENEFIT, _A.SOCIAL_BENEFIT)),
    Findings(unverified=(_A.TRAINING,), is_refused=True),
)
_WITHOUT_DEMONSTRATION = (
    Findings(contradicted=(_A.CONDITIONS, _A.PATENTS, _A.AWARDS)),
    Findings(contradicted=(_A.TRAINING, _A.ECONOMIC_BENEFIT, _A.SOCIAL_BENEFIT)),
    Findings(unverified=(_A.TEAM, _A.PROJECTS, _A.FUNDS)),
    Findings(unverified=(_A.CONDITIONS, _A.AWARDS, _A.PATENTS), is_refused=True),
)


def visits(season: Season, standing: Sequence[Entry], *, has_demonstration: bool) -> Visits:
    """Return what is found at those that were qualified; only what was claimed can be less than claimed."""
    random = Random(f"honours sample visits {season.cycle}")  # noqa: S311  invented visits, not secrets
    claiming = [entry for entry in standing if all(_claim(entry, aspect) > 0 for aspect in Aspect)]
    planted = _WITH_DEMONSTRATION if has_demonstration else _WITHOUT_DEMONSTRATION
    chosen = random.sample(claiming, len(planted) + 1)
    numbers = [entry.nomination_no for entry in chosen]
    return Visits(dict(zip(numbers, planted, strict=False)), numbers[-1])


@dataclass(frozen=True, slots=True)
class AskedForm:
    """A form as it went out."""

    name: str
    nomination_no: str
    content: bytes

    @classmethod
    def read(cls, name: str, content: bytes) -> AskedForm:
        """Return whom a form is for."""
        book = load_workbook(io.BytesIO(content), read_only=True)
        marks = {str(row[0]): str(row[1]) for row in book[RECOGNITION_SHEET].iter_rows(values_only=True)}
        return cls(name, marks[Mark.NOMINATION_NO], content)


def answered_form(asked: AskedForm, found: Findings, visited_on: date, *, has_slip: bool, saved_on: date) -> bytes:
    """Return the form as the visitors fill it in; with a slip it names only one of them."""
    book = load_workbook(io.BytesIO(asked.content))
    random = Random(asked.nomination_no)  # noqa: S311  invented visits, not secrets
    team = random.choice(_TEAMS)
    visit, aspects = form(SubmissionKind.VERIFICATION_FORM).sheets
    visitors = team.split("、")[0] if has_slip else team
    fill_row(book, visit, FIRST_ROW, {"visited_on": visited_on, "visitors": visitors})
    claimed_at = [field.key for field in aspects.fields].index("claimed") + 1
    for row_no, aspect in enumerate(Aspect, FIRST_ROW):
        claim = book[aspects.sheet_name].cell(row_no, claimed_at).value
        claimed = None if claim is None else Decimal(str(claim))
        fill_row(book, aspects, row_no, _cells(aspect, claimed, found, random))
    return saved(book, saved_on)


def mended_form(returned: bytes, nomination_no: str, *, saved_on: date) -> bytes:
    """Return the copy that came back with all visitors named."""
    book: Workbook = load_workbook(io.BytesIO(returned))
    random = Random(nomination_no)  # noqa: S311  invented visits, not secrets
    visit = form(SubmissionKind.VERIFICATION_FORM).sheets[0]
    fill_row(book, visit, FIRST_ROW, {"visitors": random.choice(_TEAMS)})
    return saved(book, saved_on)


def slipped_cell() -> tuple[str, str]:
    """Return cell and header in which the slip stands."""
    visit = form(SubmissionKind.VERIFICATION_FORM).sheets[0]
    column = [field.key for field in visit.fields].index("visitors") + 1
    return f"{get_column_letter(column)}{FIRST_ROW}", visit.field("visitors").header


def _cells(aspect: Aspect, claimed: Decimal | None, found: Findings, random: Random) -> dict[str, CellText]:
    if aspect in found.unverified or claimed is None:
        return {"conclusion": Conclusion.UNVERIFIED.label, "note": random.choice(_NOT_SEEN)}
    if aspect in found.contradicted:
        less = _less(aspect, claimed)
        return {"observed": less, "conclusion": Conclusion.CONTRADICTED.label, "note": random.choice(_SEEN)}
    return {"observed": claimed, "conclusion": Conclusion.CONFIRMED.label}


def _less(aspect: Aspect, claimed: Decimal) -> Decimal:
    unit = Decimal(1) if aspect.is_whole else Decimal("0.01")
    return min((claimed * _SHARE).quantize(unit, ROUND_FLOOR), claimed - unit)


def _claim(entry: Entry, aspect: Aspect) -> Decimal:
    value = entry.facts[aspect.claim]
    return Decimal(0) if value is None else Decimal(str(value))
