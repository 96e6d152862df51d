"""The six parts of a year's file, in the order of model-studio/14: which facts and which note stand in each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from honours.domain.money import Money
from honours.domain.studios import Aspect
from honours.services.documents.guards import without_personal_numbers
from honours.services.documents.wording import chinese_date, chinese_numeral
from honours.services.studios.dossier.facts import Facts, Visited
from honours.services.studios.register import Naming

Shown = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One fact: what it is called, what the application states, and what the visit found of it (or nothing)."""

    label: str
    stated: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the six parts; ``notes`` are paragraphs in the unit's own words."""

    heading: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


def counted(unit: str) -> Shown:
    """Return how a number is shown with its unit."""

    def show(value: Decimal | int) -> str:
        number = f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, Decimal) and value % 1 else f"{int(value)}"
        return f"{number} {unit}"

    return show


def _yes_no(value: bool) -> str:
    return "是" if value else "否"


def _there(value: Decimal | int | bool) -> str:
    return "有" if value else "没有"


def _yuan(value: Decimal) -> str:
    return f"{Money(value).grouped()} 元"


def _day(value: date) -> str:
    return chinese_date(value)


# Each fact of the application: its name, how it is shown, and the aspect under which a visit looks at it.
_Fact = tuple[str, str, Shown, Aspect | None]
_COMPOSITION: tuple[_Fact, ...] = (
    ("founded_on", "成立时间", _day, None),
    ("has_leader_expertise", "领衔人有专长", _yes_no, None),
    ("team_size", "固定成员", counted("人"), Aspect.TEAM),
    ("frontline_count", "一线职工", counted("人"), None),
    ("is_team_balanced", "结构相对合理", _yes_no, None),
    ("is_legal_person", "单位有法人资格", _yes_no, None),
    ("has_union", "工会组织健全", _yes_no, None),
    ("is_dedicated_unit", "原有专门机构、班组", _yes_no, None),
    ("has_place", "固定场所", _there, None),
    ("place_area_m2", "场地面积", counted("平方米"), Aspect.CONDITIONS),
    ("has_signs", "牌匾和标识", _there, None),
    ("has_equipment", "设施设备", _there, None),
)
_GOALS: tuple[_Fact, ...] = (
    ("has_goals", "攻关课题和创新目标", _there, None),
    ("has_leader_influence", "领衔人有较强影响力", _yes_no, None),
    ("has_leading_role", "发挥示范引领作用", _yes_no, None),
)
_RULES: tuple[_Fact, ...] = (
    ("has_rules", "管理制度", _there, None),
    ("has_records", "档案和台账", _there, None),
    ("has_member_ledger", "成员台账", _there, None),
    ("has_activity_ledger", "活动台账", _there, None),
    ("has_result_ledger", "成果台账", _there, None),
)
_PLANS: tuple[_Fact, ...] = (
    ("has_plan", "工作计划", _there, None),
    ("has_activities", "开展活动", _there, None),
    ("takes_on_projects", "承担课题或项目", _yes_no, None),
    ("annual_funds_cny", "年度专项经费", _yuan, Aspect.FUNDS),
)
_RESULTS: tuple[_Fact, ...] = (
    ("recognised_projects", "近一年获认定的项目", counted("项"), Aspect.PROJECTS),
    ("has_solved_key_problems", "解决关键技术问题", _yes_no, None),
    ("award_count", "获奖成果", counted("项"), Aspect.AWARDS),
    ("patent_count", "取得专利", counted("件"), Aspect.PATENTS),
    ("trained_count", "培养人才", counted("人次"), Aspect.TRAINING),
    ("has_film", "宣传视频（短片）", _there, None),
)
_BENEFITS: tuple[_Fact, ...] = (
    ("has_benefit", "取得效益", _yes_no, None),
    ("economic_benefit_cny", "年经济效益", _yuan, Aspect.ECONOMIC_BENEFIT),
    ("social_benefit_count", "社会效益", _there, Aspect.SOCIAL_BENEFIT),
)
_PARTS: tuple[tuple[str, tuple[_Fact, ...], str], ...] = (
    ("组成情况", _COMPOSITION, ""),
    ("愿景目标", _GOALS, "goals_note"),
    ("管理制度", _RULES, "rules_note"),
    ("计划方案", _PLANS, "plan_note"),
    ("成果项目", _RESULTS, "results_note"),
    ("效益效能", _BENEFITS, "benefits_note"),
)
TITLES = tuple(title for title, _, _ in _PARTS)
_NO_NOTE = "没有文字记载。"
_NOT_HERE = "命名早于本系统启用，申报材料不在系统中。"


def parts_of(naming: Naming, facts: Facts) -> tuple[Part, ...]:
    """Return the six parts of the naming's year; personal numbers that people wrote into texts are left out."""
    found = []
    for number, (title, asked, note) in enumerate(_PARTS, 1):
        lines = [_line(one, facts) for one in asked if facts.application.get(one[0]) is not None]
        if title == TITLES[0]:
            lines = [*_people(naming, facts.application), *lines]
        found.append(Part(f"{chinese_numeral(number)}、{title}", tuple(lines), _notes(note, lines, facts)))
    return tuple(found)


def clean(text: str) -> str:
    """Return people's text without personal numbers and without anything that is not on one line."""
    return " ".join(without_personal_numbers(text).split())


def _people(naming: Naming, application: Mapping[str, Any]) -> list[Line]:
    stated = [
        ("领衔人", naming.leader_name),
        ("领衔人荣誉或称号", naming.leader_honour),
        # With an application the size stands among its facts, beside what the visit found.
        ("固定成员", _size(naming) if application.get("team_size") is None else None),
        ("成员", naming.team_members),
    ]
    return [Line(label, clean(value)) for label, value in stated if value]


def _size(naming: Naming) -> str | None:
    return None if naming.team_size is None else counted("人")(naming.team_size)


def _line(one: _Fact, facts: Facts) -> Line:
    key, label, show, aspect = one
    seen = facts.visited.get(aspect) if aspect else None
    return Line(label, show(facts.application[key]), "" if seen is None else _found(seen, show))


def _found(seen: Visited, show: Shown) -> str:
    said = seen.conclusion.label if seen.observed is None else f"{show(seen.observed)}，{seen.conclusion.label}"
    return f"{said}：{clean(seen.note)}" if seen.note else said


def _notes(key: str, lines: list[Line], facts: Facts) -> tuple[str, ...]:
    text = facts.application.get(key) if key else facts.course and facts.course.project_summary
    if text:
        return tuple(filter(None, (clean(one) for one in str(text).splitlines())))
    if facts.course is None and not lines:
        return (_NOT_HERE,)
    return () if lines else (_NO_NOTE,)
