"""What a row of the register of objections may say, beside what stands (award/12): each fault at its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row as DbRow

from honours.domain.cycle import Scheme
from honours.domain.policies import Anonymous
from honours.regulation.policies import notice_policy
from honours.services.intake.rows import Row

ANONYMOUS = "匿名"
_FILED = "异议证据"
_FIXED = {
    "nomination_no": "申报编号",
    "received_on": "收到日期",
    "is_anonymous": "实名或匿名",
    "objector_name": "异议人",
    "ground_article": "依据条款",
    "statement": "异议内容",
}
_END = ("finding", "is_upheld", "closed_on")
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Books:
    """What stands when a register comes: who is on notice, which evidence came, who objected, what is recorded."""

    received_on: date
    on_notice: frozenset[str]
    evidence: frozenset[str]
    objectors: frozenset[str]
    standing: Mapping[str, DbRow[Any]]


def is_heard(row: Row, scheme: Scheme) -> bool:
    """Return whether the objection can hold its entry: one under a name can, one without as the practice has it."""
    if row.values["is_anonymous"] is not True:
        return True
    received_on = row.values["received_on"]
    if not isinstance(received_on, date):
        return False
    practice = notice_policy(scheme, received_on).anonymous
    return practice is Anonymous.CHECK_WITH_EVIDENCE and bool(row.values["evidence_names"])


def faults(row: Row, books: Books) -> Iterator[tuple[str, str]]:
    """Yield the keys of the cells that are wrong, with what is wrong and what to do."""
    if row.values["nomination_no"] not in books.on_notice:
        yield "nomination_no", "这个编号不在本周期的公示名单上。请对照公示名单填写申报编号。"
    yield from _author(row)
    yield from _evidence(row, books)
    yield from _days(row, books)
    yield from _finding(row, books)
    standing = books.standing.get(str(row.values["objection_no"]))
    if standing is not None:
        yield from _against(row, standing)


def _author(row: Row) -> Iterator[tuple[str, str]]:
    is_anonymous, name = row.values["is_anonymous"] is True, row.values["objector_name"]
    if is_anonymous and name != ANONYMOUS:
        yield "objector_name", "匿名的异议人写“匿名”。写了姓名的，“实名或匿名”选“实名”。"
    if not is_anonymous and name == ANONYMOUS:
        yield "is_anonymous", "异议人写的是“匿名”，这里要选“匿名”。"
    if is_anonymous and row.values["contact"] is not None:
        yield "contact", "匿名的不填联系方式。留有联系方式并署名的，按实名登记。"
    if not is_anonymous and row.values["contact"] is None:
        yield "contact", "实名的必须填写联系方式，用于核实和答复。没有署名或联系不上的，按匿名登记。"


def _evidence(row: Row, books: Books) -> Iterator[tuple[str, str]]:
    names = row.values["evidence_names"]
    for name in names if isinstance(names, tuple) else ():
        if name.startswith(_FILED) and name not in books.evidence:
            yield "evidence_names", f"没有收到文件“{name}”。请先放入收件文件夹，再登记；文件名要完全一致。"


def _days(row: Row, books: Books) -> Iterator[tuple[str, str]]:
    received_on, closed_on, replied_on = (row.values[key] for key in ("received_on", "closed_on", "replied_on"))
    for key in ("received_on", "closed_on", "replied_on"):
        day = row.values[key]
        if isinstance(day, date) and day > books.received_on:
            yield key, f"晚于本表收到之日 {books.received_on}，还没有到。请核对日期。"
    if (closed_on is None) != (row.values["is_upheld"] is None):
        yield "closed_on", "“异议是否成立”和“办结日期”要么都填，要么都不填。"
    if isinstance(closed_on, date) and isinstance(received_on, date) and closed_on < received_on:
        yield "closed_on", "办结日期早于收到日期。请核对两个日期。"
    if not isinstance(replied_on, date):
        return
    if row.values["is_anonymous"] is True:
        yield "replied_on", "匿名的没有答复，不填答复日期。"
    elif not isinstance(closed_on, date) or replied_on < closed_on:
        yield "replied_on", "答复在办结之后，答复日期不能早于办结日期。"


def _finding(row: Row, books: Books) -> Iterator[tuple[str, str]]:
    finding = row.values["finding"]
    if row.values["closed_on"] is not None and finding is None:
        yield "finding", "办结的要写明核查情况，答复以此为据。"
    others = books.objectors - {row.values["objector_name"], ANONYMOUS}
    named = sorted(name for name in others if len(name) >= _SHORTEST_NAME and name in str(finding or ""))
    if named:
        yield "finding", f"写有其他异议人“{'、'.join(named)}”，答复会泄露。请改用“反映人”等说法。"


def _against(row: Row, standing: DbRow[Any]) -> Iterator[tuple[str, str]]:
    """Yield what contradicts the record; a contact or a handler that was not known may be added."""
    for key, label in _FIXED.items():
        known = getattr(standing, key)
        if known != row.values[key]:
            shown = {True: "匿名", False: "实名"}.get(known, known) if isinstance(known, bool) else known
            yield key, f"“{label}”已登记为“{shown}”，不能改动。如属误登，请另编异议编号登记。"
    if standing.closed_on is not None:
        ended = any(getattr(standing, key) != row.values[key] for key in _END)
        evidence = row.values["evidence_names"]
        if ended or tuple(standing.evidence_names) != (evidence if isinstance(evidence, tuple) else ()):
            yield "closed_on", f"该异议已于 {standing.closed_on} 办结，结论和证据不能改动。"
    if standing.replied_on is not None and standing.replied_on != row.values["replied_on"]:
        yield "replied_on", f"已登记于 {standing.replied_on} 答复，不能改动。"
