"""What is wrong with rows of the roster whose cells are right by themselves: who, what and when cannot be so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from honours.domain.conflicts import InterestSubject, Relation
from honours.domain.cycle import Category, Cycle, UnknownCycle
from honours.domain.identities import NotSocialCreditCode, normalised, parse_uscc
from honours.domain.nomination_numbers import NominationNo
from honours.domain.stages import Examiners, examines_by
from honours.regulation.forms import SheetForm
from honours.regulation.loader import regulation
from honours.services.documents.guards import PersonalNumberInText, check_text
from honours.services.intake.rows import Row

Fault = tuple[str, str]
"""The key of a column; what is wrong with its cell and what is allowed."""

_SHOWN = 20
_SHORTEST_UNIT = 4
_PERSONAL = "含有疑似身份证号或银行账号的数字串，请删去号码。"


@dataclass(frozen=True, slots=True)
class Known:
    """What rows may refer to, and the day on which they came."""

    experts: frozenset[str]
    bodies: frozenset[str]
    cycles: frozenset[str]
    entries: frozenset[str]
    arrived_on: date


def faults_of(row: Row, item: SheetForm, known: Known) -> Iterator[Fault]:
    """Yield what is wrong with a row of this sheet."""
    yield from _FAULTS.get(item.fields[0].table, _nothing)(row, item, known)


def code_of(subject: str) -> str | None:
    """Return the text as a credit code when it is one."""
    try:
        return parse_uscc(subject)
    except NotSocialCreditCode:
        return None


def _expert_faults(row: Row, _item: SheetForm, known: Known) -> Iterator[Fault]:
    body = row.values["body_code"]
    if body is not None and body not in known.bodies:
        yield "body_code", f"没有这个推荐单位代码。现有：{_some(known.bodies)}。"
    if row.values["agreed_year"] is not None and row.values["has_agreed"] is not True:
        yield "agreed_year", "没有填写同意评审，就不应有同意年份。请在“是否同意评审”选“是”，或清空本格。"
    for key in ("serving_since_year", "agreed_year"):
        yield from _not_past(row, key, known)


def _panel_faults(row: Row, item: SheetForm, known: Known) -> Iterator[Fault]:
    asked = str(row.values["cycle"])
    if row.values["expert_no"] not in known.experts:
        yield "expert_no", f"没有这个专家编号。现有：{_some(known.experts)}。"
    if asked not in known.cycles:
        yield "cycle", f"该周期尚未启动。现有：{_some(known.cycles)}。"
        return
    of = Cycle.parse(asked)
    says = _category_fault(of, str(row.values["category"]), item, regulation().categories_due(of))
    if says:
        yield "category", says


def _category_fault(of: Cycle, category: str, item: SheetForm, held: Sequence[Category]) -> str:
    """A category is of one scheme: a panel for it in a cycle of another would never be asked for a score."""
    if examines_by(of.scheme) is not Examiners.EXPERTS:
        return f"{of.scheme.label}由市总工会到现场核实，不设专家评审组。请删去本行。"
    labels = [of.category_label(one) for one in held]
    chosen = item.field("category").label_of(category)
    return "" if chosen in labels else f"{of.label}没有这个类别。只能填：{'、'.join(labels)}。"


def _service_faults(row: Row, item: SheetForm, known: Known) -> Iterator[Fault]:
    yield from _unknown_expert(row, known)
    yield from _personal(row, "note")
    try:
        of = Cycle.parse(str(row.values["cycle"]))
    except UnknownCycle as error:
        yield "cycle", str(error)
        return
    if of.year > known.arrived_on.year:
        yield "cycle", f"晚于本表收到的年份（{known.arrived_on.year}），还不可能参加过评审。"
    says = _category_fault(of, str(row.values["category"]), item, of.categories)
    if says:
        yield "category", says


def _collaboration_faults(row: Row, _item: SheetForm, known: Known) -> Iterator[Fault]:
    yield from _unknown_expert(row, known)
    yield from _not_past(row, "year", known)
    yield from _personal(row, "work_name")


def _affiliation_faults(row: Row, _item: SheetForm, known: Known) -> Iterator[Fault]:
    yield from _unknown_expert(row, known)
    for key in ("from_year", "until_year"):
        yield from _not_past(row, key, known)
    since, until = row.values["from_year"], row.values["until_year"]
    if isinstance(since, int) and isinstance(until, int) and until < since:
        yield "until_year", f"早于起始年份（{since}）。终止年份应不早于起始年份，仍在任职的不填。"


def _interest_faults(row: Row, _item: SheetForm, known: Known) -> Iterator[Fault]:
    yield from _unknown_expert(row, known)
    yield from _subject_faults(row, known)
    yield from _not_come(row, "declared_on", known)
    yield from _personal(row, "note")
    if row.values["relation"] == Relation.OTHER and row.values["note"] is None:
        yield "note", "关系选“其他”的，必须写明是什么关系。"


def _recusal_faults(row: Row, _item: SheetForm, known: Known) -> Iterator[Fault]:
    yield from _unknown_expert(row, known)
    yield from _not_come(row, "recused_on", known)
    yield from _personal(row, "reason")
    asked = str(row.values["cycle"])
    if asked not in known.cycles:
        yield "cycle", f"该周期尚未启动。现有：{_some(known.cycles)}。"
        return
    faults = list(_subject_faults(row, known))
    yield from faults
    number = NominationNo.parse(str(row.values["subject"]))
    is_entry = row.values["subject_kind"] == InterestSubject.NOMINATION
    if is_entry and not faults and number is not None and str(number.cycle) != asked:
        yield "subject", f"这个项目属于{number.cycle.label}，不是本行的周期。请核对编号和评选周期。"


def _subject_faults(row: Row, known: Known) -> Iterator[Fault]:
    subject = str(row.values["subject"])
    match row.values["subject_kind"]:
        case InterestSubject.NOMINATION if NominationNo.parse(subject) is None:
            yield "subject", "不是申报编号。应为 年份-类别-单位代码-序号，例如 2025-KJ-0101-003。"
        case InterestSubject.NOMINATION if subject not in known.entries:
            yield "subject", "没有这个编号的申报。请核对申报编号；项目尚未报送的，可先填写单位或个人。"
        case InterestSubject.UNIT if normalised(subject).isascii() and code_of(subject) is None:
            yield "subject", "不是单位全称，也不是正确的统一社会信用代码。请填单位全称或 18 位代码。"
        case InterestSubject.UNIT if len(subject) < _SHORTEST_UNIT:
            yield "subject", f"太短：单位应填全称，至少 {_SHORTEST_UNIT} 个字。"


def _unknown_expert(row: Row, known: Known) -> Iterator[Fault]:
    if row.values["expert_no"] not in known.experts:
        yield "expert_no", f"没有这个专家编号，请先在“专家”表中登记。现有：{_some(known.experts)}。"


def _not_past(row: Row, key: str, known: Known) -> Iterator[Fault]:
    year = row.values[key]
    if isinstance(year, int) and year > known.arrived_on.year:
        yield key, f"晚于本表收到的年份（{known.arrived_on.year}）。请填已经到来的年份。"


def _not_come(row: Row, key: str, known: Known) -> Iterator[Fault]:
    day = row.values[key]
    if isinstance(day, date) and day > known.arrived_on:
        yield key, f"晚于本表收到之日（{known.arrived_on}）。请填实际日期。"


def _personal(row: Row, key: str) -> Iterator[Fault]:
    try:
        check_text(str(row.values[key] or ""), "", "")
    except PersonalNumberInText:
        yield key, _PERSONAL


def _some(known: frozenset[str]) -> str:
    return "、".join(sorted(known)[:_SHOWN]) or "（无）"


def _nothing(_row: Row, _item: SheetForm, _known: Known) -> Iterator[Fault]:
    return iter(())


_FAULTS: dict[str, Callable[[Row, SheetForm, Known], Iterator[Fault]]] = {
    "expert": _expert_faults,
    "panel_member": _panel_faults,
    "expert_service": _service_faults,
    "expert_collaboration": _collaboration_faults,
    "expert_affiliation": _affiliation_faults,
    "declared_interest": _interest_faults,
    "recusal": _recusal_faults,
}
