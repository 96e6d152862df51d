"""What a form of a visit must be beyond its cells: numbers, conclusions and days that agree (model-studio/12)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from honours.domain.studios import Aspect, Conclusion
from honours.regulation.fields import Field
from honours.regulation.forms import SheetForm
from honours.services.documents.guards import PersonalNumberInText, check_text
from honours.services.intake.cells import Parsed
from honours.services.intake.findings import Finding
from honours.services.intake.rows import Row, SheetRows
from honours.services.workbooks.verification import Claims

LEAST_VISITORS = 2
_PERSONAL = "含有疑似身份证号或银行账号的数字串。这里的内容会写入审查结论，请删去号码。"
_UNCLAIMED = "申报材料没有填写这一项，无从比对。请填“无法核实”，并在“说明”中写明现场情况。"

Fault = tuple[str, str]
"""The key of a column; what is wrong with its cell and what to do."""


@dataclass(frozen=True, slots=True)
class AskedVisit:
    """The visit that a form was made for, and the days between which it can have been."""

    nomination_no: str
    call_on: date
    arrived_on: date


def check_visit(rows: SheetRows, sheet: SheetForm, asked: AskedVisit) -> SheetRows:
    """Return the sheet with the row found that tells of another studio, an impossible day, or fewer than two people."""
    first = min((row.row_no for row in (*rows.rows, *rows.faulty)), default=0)
    return _checked(rows, sheet, lambda row: _visit_faults(row, row.row_no == first, asked))


def check_aspects(rows: SheetRows, sheet: SheetForm, claims: Claims) -> SheetRows:
    """Return the sheet with every row found that contradicts itself or what was claimed."""
    return _checked(rows, sheet, lambda row: _aspect_faults(row, claims))


def _checked(rows: SheetRows, sheet: SheetForm, faults: Callable[[Row], Iterator[Fault]]) -> SheetRows:
    found = [(row, key, says) for row in rows.rows for key, says in faults(row)]
    findings = tuple(
        Finding(
            rows.sheet, row.cells[key], sheet.field(key).header, stands_for(sheet.field(key), row.values[key]), says
        )
        for row, key, says in found
    )
    return rows.without(findings, {row.row_no for row, _, _ in found})


def _visit_faults(row: Row, is_first: bool, asked: AskedVisit) -> Iterator[Fault]:
    visited_on, visitors = row.values["visited_on"], row.values["visitors"]
    if not is_first:
        yield "visited_on", "一张表只填一次核实。请把多余的行清空；去过几次的，填最后一次的日期。"
    if row.values["nomination_no"] != asked.nomination_no:
        yield (
            "nomination_no",
            f"这张表是为 {asked.nomination_no} 发出的，编号不能改动。请改回，或使用该工作室自己的表。",
        )
    if isinstance(visited_on, date) and visited_on <= asked.call_on:
        yield "visited_on", f"不晚于申报通知发布之日（{asked.call_on}），不可能是对本次申报的核实。请填实际核实日期。"
    if isinstance(visited_on, date) and visited_on > asked.arrived_on:
        yield "visited_on", f"晚于本表收到之日（{asked.arrived_on}）。请在核实之后填写实际日期。"
    if isinstance(visitors, tuple) and len(visitors) < LEAST_VISITORS:
        yield "visitors", f"只有 {len(visitors)} 人。现场核实至少 {LEAST_VISITORS} 人，请写全姓名，用“、”分隔。"
    yield from _personal(row, "visitors")


def _aspect_faults(row: Row, claims: Claims) -> Iterator[Fault]:
    aspect, conclusion = Aspect(str(row.values["aspect"])), Conclusion(str(row.values["conclusion"]))
    claim, observed = claims.get(aspect), _number(row.values["observed"])
    if _number(row.values["claimed"]) != claim:
        stated = "空着" if claim is None else _plain(claim)
        yield "claimed", f"申报数已被改动，申报材料中是 {stated}。请改回：申报数以申报材料为准。"
    yield from _observed_faults(aspect, observed, conclusion)
    yield from _conclusion_faults(claim, observed, conclusion)
    if conclusion is not Conclusion.CONFIRMED and row.values["note"] is None:
        yield "note", _note_missing(claim, observed, conclusion)
    yield from _personal(row, "note")


def _observed_faults(aspect: Aspect, observed: Decimal | None, conclusion: Conclusion) -> Iterator[Fault]:
    if observed is None:
        if conclusion is not Conclusion.UNVERIFIED:
            yield "observed", f"结论为“{conclusion.label}”的必须填写现场核实数；确实核实不到的，结论填“无法核实”。"
    elif aspect.most is not None and observed not in range(aspect.most + 1):
        yield "observed", f"只能填 0 至 {aspect.most} 的整数（{aspect.counts}）。"
    elif aspect.is_whole and observed != observed.to_integral_value():
        yield "observed", f"不是整数。“{aspect.label}”数的是{aspect.counts}，请填整数。"


def _conclusion_faults(claim: Decimal | None, observed: Decimal | None, conclusion: Conclusion) -> Iterator[Fault]:
    if claim is None:
        if conclusion is not Conclusion.UNVERIFIED:
            yield "conclusion", _UNCLAIMED
    elif conclusion is Conclusion.CONFIRMED and observed is not None and observed < claim:
        yield (
            "conclusion",
            f"现场核实数 {_plain(observed)} 少于申报数 {_plain(claim)}，不能填“{conclusion.label}”。"
            f"请核对数字；数字无误的，填“{Conclusion.CONTRADICTED.label}”或“{Conclusion.UNVERIFIED.label}”并写明说明。",
        )


def _note_missing(claim: Decimal | None, observed: Decimal | None, conclusion: Conclusion) -> str:
    if conclusion is Conclusion.CONTRADICTED and claim is not None and observed is not None and observed >= claim:
        return (
            f"现场数不少于申报数，结论却是“{conclusion.label}”。请写明哪里不符；"
            f"情况属实的，结论改为“{Conclusion.CONFIRMED.label}”。"
        )
    return f"结论为“{conclusion.label}”的必须写明说明：差在哪里、看了什么、问了谁。"


def _personal(row: Row, key: str) -> Iterator[Fault]:
    try:
        check_text(_shown(row.values[key]), "", "")
    except PersonalNumberInText:
        yield key, _PERSONAL


def _number(value: Parsed) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def stands_for(field: Field, value: Parsed) -> str:
    """Return the value as it stands in its cell."""
    label = field.label_of(value) if isinstance(value, str) else None
    return label or _shown(value)


def _shown(value: Parsed) -> str:
    match value:
        case None:
            return ""
        case tuple():
            return "、".join(value)
        case Decimal():
            return _plain(value)
        case _:
            return str(value)
