"""What a score sheet says, read the same way when it comes in, when it is opened and when audit reads it again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from honours.domain.policies import ReviewPolicy
from honours.regulation.forms import FIRST_ROW, SheetForm
from honours.regulation.score_form import points_key, score_form
from honours.services.intake.cells import display
from honours.services.intake.findings import Finding
from honours.services.intake.headers import find_columns
from honours.services.intake.rows import Row, SheetRows, read_rows, repeated
from honours.services.intake.workbook import Sheet, Workbook, address

# No points stand in our tables before the opening, not even wrong ones among the findings.
_HIDDEN = "（评分不显示）"
_LEADING_NUMBER = re.compile(r"^[+-]?[0-9][0-9.,]*\s*")
_ONCE = "每个项目只评一次分。"
_NOT_ASKED = "这个项目不在发给您的评分表中。请只为表中预先列出的项目评分。"
_NO_POINTS = "“{}”尚未评分。请填 0 至 100 的分数；应当回避的，在“是否回避”选“是”并写明理由。"
_NO_REASON = "选了回避，但没有写明理由。请填写“回避理由”。"
_POINTS_THOUGH_RECUSED = "已经选了回避，不要再打分。请删去分数，或者把“是否回避”改为“否”。"
_NOT_BEGUN = "项目 {} 尚未评分。每个项目都要逐项打分；应当回避的，在“是否回避”选“是”并写明理由。"


@dataclass(frozen=True, slots=True)
class GivenScore:
    """What the expert says of one entry; ``points`` by criterion are empty where the expert is recused."""

    code: str
    points: Mapping[str, Decimal]
    recusal_reason: str | None
    remark: str | None

    @property
    def is_recused(self) -> bool:
        """Whether the expert may not or will not score this entry."""
        return self.recusal_reason is not None


@dataclass(frozen=True, slots=True)
class ReadScores:
    """The right rows, and what is wrong with the others."""

    given: tuple[GivenScore, ...]
    findings: tuple[Finding, ...]
    rows_total: int

    def of(self, code: str) -> GivenScore | None:
        """Return what is said of this entry, or None."""
        return next((one for one in self.given if one.code == code), None)


def sheet_in(workbook: Workbook | None, policy: ReviewPolicy) -> Sheet | None:
    """Return the sheet with the scores, or None when the workbook has none."""
    return workbook.sheet(score_form(policy.criteria).sheets[0].sheet_name) if workbook else None


def read_scores(sheet: Sheet, policy: ReviewPolicy, asked: frozenset[str], needed: frozenset[str]) -> ReadScores:
    """Return what the sheet says of the entries in ``asked``, by their codes.

    Those in ``needed`` must be there, and of every entry that is there something must be said.
    """
    item = score_form(policy.criteria).sheets[0]
    # The columns hold no dates, so nothing depends on the day.
    rows = repeated(read_rows(sheet, item, date.min), "entry_code", item.field("entry_code").header, _ONCE)
    rows = _checked(rows, item, policy, asked)
    said = {str(row.values.get("entry_code")) for row in (*rows.rows, *rows.faulty)}
    missing = () if rows.unread else tuple(_not_begun(sheet, item, policy, asked, needed, said))
    points = {criterion.label for criterion in policy.criteria}
    return ReadScores(
        tuple(_given(row, policy) for row in rows.rows),
        tuple(_silent(finding) if finding.field in points else finding for finding in (*rows.findings, *missing)),
        rows.rows_total,
    )


def _checked(rows: SheetRows, item: SheetForm, policy: ReviewPolicy, asked: frozenset[str]) -> SheetRows:
    findings, faulty = [], set()
    for row in rows.rows:
        faults = list(_faults(row, item, policy, asked))
        findings += [
            Finding(rows.sheet, row.cells[key], item.field(key).header, str(row.values[key] or ""), says)
            for key, says in faults
        ]
        if faults:
            faulty.add(row.row_no)
    return rows.without(tuple(findings), faulty)


def _faults(row: Row, item: SheetForm, policy: ReviewPolicy, asked: frozenset[str]) -> list[tuple[str, str]]:
    if row.values["entry_code"] not in asked:
        return [("entry_code", _NOT_ASKED)]
    keys = [points_key(criterion) for criterion in policy.criteria]
    if row.values["is_recused"]:
        faults = [(key, _POINTS_THOUGH_RECUSED) for key in keys if row.values[key] is not None]
        return faults if row.values["recusal_reason"] else [*faults, ("recusal_reason", _NO_REASON)]
    return [(key, _NO_POINTS.format(item.field(key).header)) for key in keys if row.values[key] is None]


def _not_begun(
    sheet: Sheet, item: SheetForm, policy: ReviewPolicy, asked: frozenset[str], needed: frozenset[str], said: set[str]
) -> list[Finding]:
    """Return a finding for each entry of which nothing is said, at its row when the row is there."""
    columns, wrong = find_columns(sheet, item)
    if wrong:
        return []
    places = {field.key: place for field, place in columns}
    first = points_key(policy.criteria[0])
    rows = {
        display(cells[places["entry_code"]]): row_no
        for row_no, cells in sheet.numbered_rows(FIRST_ROW)
        if places["entry_code"] < len(cells)
    }
    return [
        Finding(
            sheet.name,
            address(rows[code], places[first]) if code in rows else "",
            item.field(first).header,
            "",
            _NOT_BEGUN.format(code),
        )
        for code in sorted((needed | (asked & rows.keys())) - said)
    ]


def _given(row: Row, policy: ReviewPolicy) -> GivenScore:
    code, remark = str(row.values["entry_code"]), row.values["remark"]
    said = None if remark is None else str(remark)
    if row.values["is_recused"]:
        return GivenScore(code, {}, str(row.values["recusal_reason"]), said)
    points = {one.code: Decimal(str(row.values[points_key(one)])) for one in policy.criteria}
    return GivenScore(code, points, None, said)


def _silent(finding: Finding) -> Finding:
    """Return a finding about points without the points."""
    says = _LEADING_NUMBER.sub("", finding.says)
    return replace(finding, found=_HIDDEN if finding.found else "", says=says)
