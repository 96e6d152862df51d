"""The answer as an Excel file: one row a nomination, with the sums by rule and by category before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from honours.services.documents.spreadsheet import Sheet, Value, write_sheets
from honours.services.what_if.answer import ChangedNomination, ChangedRule, WhatIfAnswer
from honours.services.what_if.saying import NOTES, law_in_words, supposed_in_words, supposed_values

_VALUES = ("年份", "键", "名称", "条款", "现行", "假设")
_RULES = ("年份", "条款", "条件", "现行要求", "假设要求", "新符合", "新不符合", "新转人工认定")
_MONEY = (
    "年份",
    "类别",
    "现行符合",
    "假设符合",
    "名额（现行）",
    "名额（假设）",
    "实际获奖或命名",
    "假设下保留",
    "其中超出名额",
    "现行金额（元）",
    "假设金额（元）",
    "其中待认定（元）",
    "新符合者最多增加（元）",
    "递补最多增加（元）",
)
_NOMINATIONS = (
    "编号",
    "年份",
    "类别",
    "名称",
    "申报人或领衔人",
    "当前状态",
    "现行结果",
    "假设结果",
    "变化",
    "起作用的条款",
    "材料载明",
    "现行要求",
    "假设要求",
    "尚待认定的条款",
    "现行金额（元）",
    "假设金额（元）",
)


def workbook(answer: WhatIfAnswer, *, fixed_on: date) -> bytes:
    """Return the Excel file; the same answer gives the same bytes."""
    unlisted = sum(one.unlisted for one in answer.cycles)
    more = (f"变化的申报较多，另有{unlisted}项已计入各项合计，没有逐项列出。",) if unlisted else ()
    return write_sheets(
        [
            Sheet("改动的数值", _VALUES, _values(answer), (law_in_words(answer), *NOTES)),
            Sheet("按条款", _RULES, _rules(answer)),
            Sheet("名额和金额", _MONEY, _money(answer)),
            Sheet("逐项", _NOMINATIONS, _nominations(answer), more),
        ],
        fixed_on=fixed_on,
    )


def _values(answer: WhatIfAnswer) -> Iterator[Sequence[Value]]:
    for years, value in supposed_values(answer):
        yield (
            years,
            value.key,
            value.label,
            value.article,
            value.before,
            supposed_in_words(value),
        )


def _rules(answer: WhatIfAnswer) -> Iterator[Sequence[Value]]:
    for one in answer.cycles:
        for rule in one.rules:
            counts = rule.newly_in, rule.newly_out, rule.newly_referred
            asked = rule.required_before, rule.required_after
            yield one.cycle.year, rule.article_label, rule.sentence, *asked, *counts


def _money(answer: WhatIfAnswer) -> Iterator[Sequence[Value]]:
    for one in answer.cycles:
        for part in one.categories:
            yield (
                one.cycle.year,
                part.category.label,
                part.before.passed,
                part.after.passed,
                part.quota_before,
                part.quota_after,
                part.honoured,
                part.still_honoured,
                part.without_place,
                part.before_cny,
                part.after_cny,
                part.in_doubt_cny,
                part.most_new_cny,
                part.most_moving_up_cny,
            )


def _nominations(answer: WhatIfAnswer) -> Iterator[Sequence[Value]]:
    for one in answer.cycles:
        for nomination in one.changes:
            yield _row(nomination)


def _row(one: ChangedNomination) -> Sequence[Value]:
    return (
        one.nomination_no,
        one.cycle.year,
        one.category.label,
        one.project_name,
        one.person_name,
        one.state.label_in(one.cycle.scheme),
        one.before.label,
        one.after.label,
        one.change.label,
        "\n".join(f"{rule.article_label} {rule.sentence}" for rule in one.rules),
        "\n".join(_found(rule) for rule in one.rules),
        "\n".join(rule.required_before for rule in one.rules),
        "\n".join(rule.required_after for rule in one.rules),
        "、".join(one.doubts),
        one.before_cny,
        one.after_cny,
    )


def _found(rule: ChangedRule) -> str:
    if rule.found_before == rule.found_after:
        return rule.found_before
    return f"现行：{rule.found_before}；假设：{rule.found_after}"
