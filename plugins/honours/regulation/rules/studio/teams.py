"""The team and how long it has worked (model-studio/5.2, /7.3, employee-studio/2, /4.2)."""

from __future__ import annotations

from sqlalchemy import not_

from honours.domain.cycle import Scheme
from honours.regulation.rules.rule import Rule, day, joined, stated, yes_no
from honours.regulation.rules.studio.drafting import cited, drafted
from honours.regulation.rules.studio.facts import StudioFacts
from honours.regulation.rules.studio.terms import EmployeeStudioTerms, ModelStudioTerms, StudioTerms

_TEAM_VALUE = {Scheme.MODEL_WORKER_STUDIO: "naming_team_min", Scheme.EMPLOYEE_STUDIO: "team_min"}


def team_rules(facts: StudioFacts, terms: ModelStudioTerms | EmployeeStudioTerms) -> tuple[Rule, ...]:
    """Return the rules of the scheme on the team."""
    if isinstance(terms, ModelStudioTerms):
        return (_size(facts, terms), *_model_rules(facts, terms))
    return (_size(facts, terms), *_frontline_rules(facts, terms))


def _size(facts: StudioFacts, terms: StudioTerms) -> Rule:
    # Who has enough members for the naming has enough for the founding, so one rule covers both articles.
    return drafted(
        terms.scheme,
        cited(model=("model-studio/7.3", "model-studio/5.2"), employee=("employee-studio/4.2",)),
        "team_size",
        "团队固定成员须达到规定人数",
        f"固定成员不少于{terms.team_min}人",
        joined("固定成员（人）：", stated(facts.team_size)),
        fails=facts.team_size < terms.team_min,
        values=(_TEAM_VALUE[terms.scheme],),
    )


def _model_rules(facts: StudioFacts, terms: ModelStudioTerms) -> tuple[Rule, ...]:
    return (
        # What is reasonable the text leaves to judgement.
        drafted(
            terms.scheme,
            cited(model=("model-studio/7.3", "model-studio/5.2")),
            "team_balance",
            "团队的专业、学历、年龄结构须大体合理",
            "三方面结构合理；有不合理的，由工作人员认定",
            joined("结构合理：", yes_no(facts.is_team_balanced)),
            refers=not_(facts.is_team_balanced),
        ),
        drafted(
            terms.scheme,
            cited(model=("model-studio/7.3",)),
            "operating_years",
            "工作室须已运行满规定年限",
            f"不晚于{terms.operating_since}开始运行（至报送截止日{terms.due_on}满{terms.operating_years}年）",
            joined("开始运行：", day(facts.founded_on)),
            fails=facts.founded_on > terms.operating_since,
            values=("operating_years_min",),
        ),
    )


def _frontline_rules(facts: StudioFacts, terms: EmployeeStudioTerms) -> tuple[Rule, ...]:
    found = joined("固定成员（人）：", stated(facts.team_size), "；其中一线职工（人）：", stated(facts.frontline_count))
    return (
        drafted(
            terms.scheme,
            cited(employee=("employee-studio/4.2",)),
            "frontline_members",
            "团队中须有一线职工",
            f"一线职工不少于{terms.frontline_min}人，且不多于全体成员；多于的，由工作人员核实",
            found,
            fails=facts.frontline_count < terms.frontline_min,
            refers=facts.frontline_count > facts.team_size,
            values=("frontline_min",),
        ),
        # The definition wants frontline workers to be the body of the team and gives no share.
        drafted(
            terms.scheme,
            cited(employee=("employee-studio/2",)),
            "frontline_mainly",
            "团队应以一线职工为主",
            "一线职工不少于其他成员；较少的，由工作人员认定",
            found,
            refers=facts.frontline_count < facts.team_size - facts.frontline_count,
        ),
    )
