"""The explanation as a text that may be read to the nominee, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from honours.domain.stages import Examination
from honours.domain.states import Verdict
from honours.services.explain.explanation import ExplainedRule, Explanation, NeverTaken, Source
from honours.services.explain.progress import examination_label
from honours.services.explain.returned import ReturnedRow

GRAVEST_FIRST = (Verdict.FAIL, Verdict.REFER, Verdict.PASS)
_INDENT = " " * 6


def as_text(told: Explanation | NeverTaken) -> str:
    """Return the whole explanation in Chinese."""
    lines = _never_taken(told) if isinstance(told, NeverTaken) else _nomination(told)
    return "\n".join(lines)


def examined(rules: Iterable[ExplainedRule]) -> str:
    """Return when the rules of one examination were judged, or that they only foretell."""
    days = sorted({rule.judged_on for rule in rules if rule.judged_on is not None})
    return "、".join(f"{day}审查" for day in days) if days else "尚未审查，以下按现有材料预判，不作为结论"


def _nomination(told: Explanation) -> Iterator[str]:
    source = told.source
    category = told.cycle.category_label(told.category)
    yield f"{told.nomination_no}  {category}  {told.cycle.label}"
    yield f"{'工作室' if told.cycle.scheme.names_studios else '项目'}：{told.project_name}"
    who = "领衔人" if told.cycle.scheme.names_studios else "申报人"
    yield f"{who}：{told.person_name}（{told.unit_name}）    推荐单位：{told.body_name}"
    yield (
        f"来源：{source.file_name}，工作表“{source.sheet}”第{source.row}行，第{source.revision}版，{source.received_on}收件"
    )
    yield ""
    yield f"当前状态：{told.state_label}"
    yield f"下一步：{told.awaits}"
    yield ""
    yield "办理经过"
    for step in told.states:
        yield f"  {step.on}  {step.label}  {step.by}  {step.article_label}"
        yield f"{_INDENT}{step.reason}"
    for examination in Examination:
        rules = [rule for rule in told.rules if rule.stage == examination.value]
        yield from _examination(examination_label(examination, told.cycle.scheme), rules, source)
    yield from _conflicts(told)
    yield from _scoring(told)
    yield from _meetings(told)
    yield from _consultation(told)
    yield from _objections(told)
    yield from _payments(told)
    if told.later_returns:
        yield ""
        yield "此后报送、没有采用的更正"
        for row in told.later_returns:
            yield from _returned(row)
    if told.rules:
        yield ""
        yield f"注：{source.note}"


def _examination(label: str, rules: list[ExplainedRule], source: Source) -> Iterator[str]:
    if not rules:
        return
    yield ""
    yield f"{label}：{examined(rules)}"
    for verdict in GRAVEST_FIRST:
        for rule in rules:
            if rule.verdict is verdict:
                yield from _rule(rule, source)


def _rule(rule: ExplainedRule, source: Source) -> Iterator[str]:
    yield f"  {rule.verdict.label}  {rule.article_label}  {rule.sentence}".rstrip()
    since = f"（{rule.since.label}）" if rule.since else ""
    yield f"{_INDENT}要求：{rule.required}{since}"
    yield f"{_INDENT}载明：{rule.found}"
    if rule.sources:
        yield f"{_INDENT}出处：{source.places(rule.sources)}"
    if rule.ruling is not None:
        yield f"{_INDENT}人工认定：{rule.ruling.says}"
    elif rule.is_open:
        yield f"{_INDENT}人工认定：待认定"


def _conflicts(told: Explanation) -> Iterator[str]:
    if told.conflicts:
        listed = "，".join(f"{one.label} {one.experts} 名" for one in told.conflicts)
        yield ""
        yield f"应当回避、不评本项目的专家：{listed}"


def _scoring(told: Explanation) -> Iterator[str]:
    scoring = told.scoring
    if scoring.points:
        yield ""
        yield f"专家评分：{'、'.join(str(points) for points in scoring.points)}"
        if scoring.outcome is not None:
            yield f"总得分：{scoring.mean_points}，本类别第{scoring.rank}名，{scoring.outcome_label}"
            if scoring.tie:
                yield scoring.tie


def _meetings(told: Explanation) -> Iterator[str]:
    if told.meetings:
        yield ""
        yield "主席会议"
    for item in told.meetings:
        yield f"  第{item.meeting_no}次会议记录  {item.held_on}召开{'' if item.counts else '  （不作为结果）'}"
        for says in item.says:
            yield f"{_INDENT}{says}"


def _consultation(told: Explanation) -> Iterator[str]:
    if told.consultation is not None:
        yield ""
        yield f"行业咨询：{told.consultation.standing.label}"
        for says in told.consultation.says:
            yield f"{_INDENT}{says}"


def _objections(told: Explanation) -> Iterator[str]:
    if told.objections:
        yield ""
        yield "社会公示期间的异议"
    for item in told.objections:
        closed = f"，{item.closed_on}办结" if item.closed_on else ""
        yield f"  {item.objection_no}  {item.received_on}收到  {item.outcome_label}{closed}  {item.ground_label}"
        yield f"{_INDENT}怎样对待：{item.how}"
        if item.finding:
            yield f"{_INDENT}核查结论：{item.finding}"


def _payments(told: Explanation) -> Iterator[str]:
    if told.payments:
        yield ""
        yield told.cycle.scheme.money
    for item in told.payments:
        receipt = f"银行回单{item.receipt_no}" if item.receipt_no else "银行回单未归档"
        yield f"  {item.bank_ref}  {item.amount_cny.grouped()}元  {item.label}（{item.since_on}）  {receipt}"


def _never_taken(told: NeverTaken) -> Iterator[str]:
    yield f"{told.nomination_no}  {told.cycle.category_label(told.category)}  {told.cycle.label}"
    yield f"推荐单位：{told.body_name}"
    yield ""
    yield f"当前状态：{told.headline}"
    yield f"下一步：{told.advice}"
    yield ""
    yield "退回经过"
    for row in told.returns:
        yield from _returned(row)


def _returned(row: ReturnedRow) -> Iterator[str]:
    yield f"  {row.received_on}收到  {row.place}  {row.status.label}"
    for fault in row.faults:
        found = f"填写内容“{fault.found}”。" if fault.found else ""
        yield f"{_INDENT}{fault.cell}（{fault.field}）：{found}{fault.says}".replace("（）", "")
    if not row.faults:
        yield f"{_INDENT}{row.message}"
