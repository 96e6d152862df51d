"""How an answer is introduced to people, and what they must know to read it."""

from __future__ import annotations

from honours.services.what_if.answer import ChangedValue, WhatIfAnswer

NOTES = (
    "只重审资格条件（各阶段的全部条款，人工认定的结论照算），评审排名和主席会议不重新进行，也不保存任何数据。",
    "假设金额：实际获奖或命名的项目按假设的标准计算，其中转为不符合的计为零，超出假设名额的不计。",
    "最多增加：上限，不是预测。新符合者以空余名额为限；递补指原已符合、因腾出名额才可能入选的项目。",
)
_ONLY_WORDS = "（只改文字，材料中没有据以判断的内容）"


def law_in_words(answer: WhatIfAnswer) -> str:
    """Return in Chinese what was asked of which cycles."""
    years = "、".join(f"{one.cycle.year}年" for one in answer.cycles)
    then = f"按{answer.as_on}有效的规定，" if answer.as_on is not None else ""
    return f"{answer.scheme.label}参数试算：{then}重审{years}的申报。"


def supposed_values(answer: WhatIfAnswer) -> list[tuple[str, ChangedValue]]:
    """Return the values that differ, those of several cycles once, each with the years in which they do."""
    years: dict[ChangedValue, list[int]] = {}
    for one in answer.cycles:
        for value in one.values:
            years.setdefault(value, []).append(one.cycle.year)
    return [("、".join(f"{year}年" for year in found), value) for value, found in years.items()]


def supposed_in_words(value: ChangedValue) -> str:
    """Return the supposed value, with a warning where nothing is judged by it."""
    return value.after if value.is_telling else f"{value.after}{_ONLY_WORDS}"


def passed_over(answer: WhatIfAnswer) -> str:
    """Return in Chinese which cycles were never opened; empty when all were."""
    if not answer.not_open:
        return ""
    return f"没有启动过、略过的周期：{'、'.join(str(cycle) for cycle in answer.not_open)}。"
