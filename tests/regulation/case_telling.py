"""How a case is told in Chinese: what differs from a faultless nomination, in the words of the form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from tests.regulation.rule_cases import Case

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.studios import StudioLevel
from honours.regulation.fields import Field
from honours.regulation.forms import nomination_form

# Facts that only say who or what is the same as another; told beside what they tie together.
TIES = ("person_id", "person_name", "unit_uscc", "project_name")
_NOT_ON_THE_FORM = {
    "received_on": "收件日期",
    "studio_no": "已命名工作室编号",
    "named_on": "名册中首次命名",
    "gram_count": "可比对的片段数",
    "compared_with": "比对过的申报数",
}
_OF_REGISTER = {"unit_uscc": "单位代码", "name": "名称", "leader_name": "领衔人姓名"}
_NOT_STATED = "未填写"


def told(case: Case, cycle: Cycle) -> str:
    """Return what differs, each thing once and in the order of the case."""
    parts = [*_facts(case, cycle), *(_beside(case, cycle, level, facts) for level, facts in case.beside)]
    return "；".join(part for part in parts if part) or "没有不同"


def _facts(case: Case, cycle: Cycle) -> Iterable[str]:
    for fact, value in case.facts.items():
        if fact == "register":
            yield _register(value, cycle)
        elif fact == "resembles":
            yield from (f"与另一项申报相同的片段占{common}%、占较短一篇的{of_one}%" for _, _, common, of_one in value)
        elif fact == "is_compared":
            yield "内容还没有与其他申报比对"
        elif fact == "has_posting":
            yield "没有填写公示情况"
        elif fact not in TIES or value is None:
            yield f"{_label(cycle.scheme, case.category, fact)}：{_value(cycle.scheme, case.category, fact, value)}"


def _beside(case: Case, cycle: Cycle, category: Category, facts: Mapping[str, Any]) -> str:
    of = facts.get("of", cycle)
    withdrawn = "已撤回的" if facts.get("is_withdrawn") else ""
    scheme = of.scheme.label if of != cycle else ""
    same = [fact for fact in case.facts if fact in TIES and facts.get(fact) == case.facts[fact] is not None]
    other = [fact for fact in case.facts if fact in TIES and fact not in facts]
    said = [f"{'、'.join(_label(of.scheme, category, fact) for fact in same)}相同"] if same else []
    said += [f"{'、'.join(_label(of.scheme, category, fact) for fact in other)}不同"] if other else []
    for fact, value in facts.items():
        if fact not in {"of", "is_withdrawn", "register", *same}:
            name, shown = _label(of.scheme, category, fact), _value(of.scheme, category, fact, value)
            mine = case.facts.get(fact) if fact == "project_name" else None
            said.append(f"{name}：{shown}" + (f"（本项：{mine}）" if mine else ""))
    return f"另有一项{withdrawn}{scheme}“{category.label}”申报" + (f"，{'，'.join(said)}" if said else "")


def _register(changes: Mapping[str, Any] | None, cycle: Cycle) -> str:
    if changes is None:
        return "名册中没有这个工作室"
    said = [f"{label}不同" for key, label in _OF_REGISTER.items() if key in changes]
    said += ["没有记领衔人证件号"] if "leader_id" in changes else []
    levels = changes.get("levels", {})
    said += [f"{on}命名为{StudioLevel(level).label}" for level, on in levels.items()]
    scheme = Scheme(changes["scheme"]).label if "scheme" in changes else cycle.scheme.label
    number = "另一编号下有" if "studio_no" in changes else "该编号下有"
    own = "" if "unit_uscc" in changes else "本单位的"
    return f"名册中{number}{own}{scheme}" + (f"，{'，'.join(said)}" if said else "")


def _label(scheme: Scheme, category: Category, fact: str) -> str:
    field = _fields(scheme, category).get(fact)
    return field.header if field else _NOT_ON_THE_FORM[fact]


def _value(scheme: Scheme, category: Category, fact: str, value: Any) -> str:
    field = _fields(scheme, category).get(fact)
    choices = dict(field.choices) if field else {}
    match value:
        case None:
            return _NOT_STATED
        case bool():
            return choices.get(str(value).lower(), "是" if value else "否")
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:,}"
        case str():
            return choices.get(value, f"“{value}”" if value != value.strip() or not value else value)
        case list():
            return "、".join(value) or "无"
        case _:
            return str(value)


@cache
def _fields(scheme: Scheme, category: Category) -> dict[str, Field]:
    return {field.key: field for field in nomination_form(scheme, category).fields}
