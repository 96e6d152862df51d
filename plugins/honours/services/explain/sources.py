"""The documents that the values behind a verdict came from: cells of a file where there is one, else the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from honours.domain.studios import Aspect
from honours.regulation.fields import Field
from honours.regulation.forms import SheetForm
from honours.services.explain.tracing import Look
from honours.services.explain.workbooks import SheetPlaces
from honours.storage.tables import metadata
from honours.storage.tables.base import SCHEMA, purpose_of


class SourceKind(StrEnum):
    """Where a value can come from."""

    CELL = "cell"
    VISIT = "visit"
    RECEIPT = "receipt"
    EVIDENCE = "evidence"
    CALENDAR = "calendar"
    OTHERS = "others"
    REGISTER = "register"
    RECORD = "record"


_SAYS = {
    SourceKind.VISIT: "现场核实表",
    SourceKind.RECEIPT: "收件登记（文件到达的日期）",
    SourceKind.EVIDENCE: "收到的证明材料",
    SourceKind.CALENDAR: "工作日历",
    SourceKind.OTHERS: "本周期的其他申报",
    SourceKind.REGISTER: "工作室名册",
}
_RECEIPT = Look("nomination", "received_on")
_TABLES = {
    "calendar_day": SourceKind.CALENDAR,
    "evidence_file": SourceKind.EVIDENCE,
    "verification_form": SourceKind.VISIT,
    "verification_finding": SourceKind.VISIT,
    "studio": SourceKind.REGISTER,
    "studio_naming": SourceKind.REGISTER,
    "studio_plaque": SourceKind.REGISTER,
}


@dataclass(frozen=True, slots=True)
class FactSource:
    """One place that a value came from; file, sheet, cell and header are None where it is not a cell.

    ``says`` is what it is in Chinese: the header of the column, the aspect of a visit, the name of the record.
    """

    kind: SourceKind
    says: str
    file_name: str | None = None
    sheet: str | None = None
    cell: str | None = None

    @property
    def label(self) -> str:
        """The place without file and sheet, in Chinese."""
        return f"{self.cell}（{self.says}）" if self.cell else self.says


@dataclass(frozen=True, slots=True)
class VisitCell:
    """The cell of a visit's form that says what was found of one aspect."""

    aspect: Aspect
    file_name: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of one nomination: its row in a workbook, where the columns stand there, and the form of a visit.

    ``is_checked`` is unset when the file could not be read again, and the columns are those of the form as sent out.
    """

    form: SheetForm
    places: SheetPlaces
    is_checked: bool
    file_name: str
    sheet: str
    row: int
    visit: Sequence[VisitCell] = ()


def sources_of(looks: Sequence[frozenset[Look]], aspects: Iterable[Aspect], papers: Papers) -> tuple[FactSource, ...]:
    """Return the places behind what a rule looks at: cells in the order of the form, then the rest fact by fact."""
    own = {(look.table, look.column) for seen in looks for look in seen if look.is_own}
    found = [cell for field in papers.form.fields if _is_looked_at(field, own) for cell in _cells(field, papers)]
    for kind, says in dict.fromkeys(one for seen in looks for one in _beyond(seen, papers.form)):
        if kind is SourceKind.VISIT and papers.visit:
            found += _visited(frozenset(aspects), papers.visit)
        else:
            found.append(FactSource(kind, says))
    return tuple(found)


def _is_looked_at(field: Field, own: set[tuple[str, str]]) -> bool:
    # A personal number is compared by its keyed hash.
    return (field.table, field.key) in own or (field.table, f"{field.key}_hmac") in own


def _cells(field: Field, papers: Papers) -> list[FactSource]:
    cell = papers.places.cell(field.key, papers.row)
    if cell is None:
        return []
    return [FactSource(SourceKind.CELL, field.header, papers.file_name, papers.sheet, cell)]


def _beyond(seen: frozenset[Look], form: SheetForm) -> Iterable[tuple[SourceKind, str]]:
    """Yield what lies beyond the nomination's own row: its arrival, other tables, other nominations."""
    if _RECEIPT in seen:
        yield SourceKind.RECEIPT, _SAYS[SourceKind.RECEIPT]
    of_nominations = {field.table for field in form.fields} | {"nomination"}
    others = sorted({look.table for look in seen} - of_nominations)
    for table in others:
        kind = _TABLES.get(table, SourceKind.RECORD)
        yield kind, _SAYS.get(kind) or purpose_of(metadata.tables[f"{SCHEMA}.{table}"]).label
    # A subquery over nominations alone compares with other nominations; beside another table it is only a way to it.
    if not others and any(look.table in of_nominations and not look.is_own for look in seen):
        yield SourceKind.OTHERS, _SAYS[SourceKind.OTHERS]


def _visited(aspects: frozenset[Aspect], visit: Sequence[VisitCell]) -> list[FactSource]:
    order = list(Aspect)
    chosen = [one for one in visit if not aspects or one.aspect in aspects]
    return [
        FactSource(SourceKind.VISIT, one.aspect.label, one.file_name, one.sheet, one.cell)
        for one in sorted(chosen, key=lambda one: order.index(one.aspect))
    ]


def told(sources: Iterable[FactSource], file_name: str, sheet: str) -> str:
    """Return the places in Chinese; cells of another paper than this sheet of this file bear the name of theirs."""
    by_paper: dict[str, list[str]] = {}
    for source in sources:
        is_here = source.cell is None or (source.file_name, source.sheet) == (file_name, sheet)
        paper = "" if is_here else f"{source.file_name}“{source.sheet}”"
        by_paper.setdefault(paper, []).append(source.label)
    return "；".join(f"{paper}{'、'.join(places)}" for paper, places in by_paper.items())
