"""``honours explain``: where a nomination is, how it came there and what it waits for."""

from __future__ import annotations

import click

from honours.cli.output import answer, json_option, table
from honours.domain.stages import Examination
from honours.domain.states import RankingOutcome, RulingOutcome, Verdict
from honours.services.explain import ExplainedRule, Explanation, Scoring

_RANKED = {
    RankingOutcome.IN: "进入建议名单",
    RankingOutcome.TIED: "名额线上并列，由主席会议确定",
    RankingOutcome.OUT: "未进入建议名单",
}
_RULED = {RulingOutcome.ACCEPTED: "认定符合", RulingOutcome.REFUSED: "认定不符合"}


@click.command(help="说明一项申报到了哪一步、每一步的依据、现在等什么。编号例如 2025-KJ-0101-003。")
@click.argument("nomination_no", metavar="编号")
@json_option
def explain(nomination_no: str, as_json: bool) -> None:
    """Print everything that can be told of one nomination."""
    from honours import wiring
    from honours.services.explain import explain as tell

    answer(tell(nomination_no, wiring.unit_of_work()), as_json, as_text)


def as_text(told: Explanation) -> str:
    """Return the explanation as the nominee may read it."""
    source = told.source
    parts = [
        f"{told.nomination_no}  {told.category.label}  {told.cycle.label}",
        f"项目：{told.project_name}",
        f"申报人：{told.person_name}（{told.unit_name}）    推荐单位：{told.body_name}",
        f"来源：{source.file_name}，工作表“{source.sheet}”第{source.row}行，第{source.revision}版，"
        f"{source.received_on}收件",
        "",
        f"当前状态：{told.state.label}",
        f"下一步：{told.awaits}",
        "",
        "办理经过",
        table(
            ("日期", "状态", "经办", "说明"), [(step.on, step.label, step.actor, step.reason) for step in told.states]
        ),
    ]
    for examination in Examination:
        parts += _rules(examination, [rule for rule in told.rules if rule.stage == examination.value])
    parts += _scoring(told.scoring)
    if told.objections:
        rows = [
            (item.objection_no, item.received_on, _objection(item.is_upheld), item.finding or "")
            for item in told.objections
        ]
        parts += ["", "社会公示期间的异议", table(("编号", "收到", "结果", "核查结论"), rows)]
    if told.payments:
        paid = [
            (item.bank_ref, item.amount_cny.grouped(), item.label, item.since_on, item.receipt_no or "未归档")
            for item in told.payments
        ]
        parts += ["", "奖金", table(("付款编号", "金额（元）", "状态", "日期", "银行回单"), paid)]
    return "\n".join(parts)


def _rules(examination: Examination, rules: list[ExplainedRule]) -> list[str]:
    if not rules:
        return []
    is_coming = rules[0].judged_on is None
    title = f"{examination.label}：" + (
        "尚未审查，以下按现有材料预判，不作为结论" if is_coming else f"{rules[0].judged_on}审查"
    )
    clear = {Verdict.FAIL: 0, Verdict.REFER: 1, Verdict.PASS: 2}
    rows = [
        (rule.verdict.label, rule.article_label, rule.required, rule.found, _ruling(rule))
        for rule in sorted(rules, key=lambda rule: clear[rule.verdict])
    ]
    return ["", title, table(("结论", "条款", "要求", "申报材料载明", "人工认定"), rows)]


def _ruling(rule: ExplainedRule) -> str:
    if rule.ruling is None:
        return "待认定" if rule.verdict is Verdict.REFER and rule.judged_on else ""
    said = rule.ruling
    return f"{_RULED[said.outcome]}（{said.ruled_by}，{said.ruled_on}）：{said.reason}"


def _scoring(scoring: Scoring) -> list[str]:
    if not scoring.points:
        return []
    lines = ["", f"专家评分：{'、'.join(str(points) for points in scoring.points)}"]
    if scoring.outcome is not None:
        lines.append(f"平均分：{scoring.mean_points}，本奖项第{scoring.rank}名，{_RANKED[scoring.outcome]}")
    return lines


def _objection(is_upheld: bool | None) -> str:
    return "核查中" if is_upheld is None else "异议成立" if is_upheld else "异议不成立"
