"""Place, rules, money, plans and results of a studio (model-studio/5.3 to /5.8, /7, employee-studio/4.3 to /4.7)."""

from __future__ import annotations

from sqlalchemy import not_

from honours.domain.cycle import Scheme
from honours.regulation.rules.rule import Rule, joined, stated, yes_no
from honours.regulation.rules.studio.drafting import affirmed, cited, drafted
from honours.regulation.rules.studio.facts import StudioFacts
from honours.regulation.rules.studio.terms import ModelStudioTerms, StudioTerms

_PROJECT_VALUE = {
    Scheme.MODEL_WORKER_STUDIO: "projects_per_year_min",
    Scheme.EMPLOYEE_STUDIO: "results_per_year_min",
}


def condition_rules(facts: StudioFacts, terms: StudioTerms) -> tuple[Rule, ...]:
    """Return the rules of the scheme on what a studio has and does."""
    return (*_place_rules(facts, terms), *_order_rules(facts, terms), *_work_rules(facts, terms))


def _place_rules(facts: StudioFacts, terms: StudioTerms) -> tuple[Rule, ...]:
    place = cited(model=("model-studio/5.3", "model-studio/7.4"), employee=("employee-studio/4.3",))
    return (
        # No area is prescribed; a place without any contradicts itself.
        drafted(
            terms.scheme,
            place,
            "place",
            "工作室须有够用的固定场所",
            "有固定场所，面积大于0；没有面积的，由工作人员核实",
            joined("固定场所：", yes_no(facts.has_place), "；面积（平方米）：", stated(facts.place_area_m2)),
            fails=not_(facts.has_place),
            refers=facts.place_area_m2 <= 0,
        ),
        affirmed(
            terms.scheme,
            cited(model=("model-studio/5.3",), employee=("employee-studio/4.3",)),
            "signs",
            "牌匾和各种标识须齐全",
            "牌匾、职责、目标、办法等标识齐全",
            facts.has_signs,
        ),
        affirmed(
            terms.scheme, place, "equipment", "设备和资料须满足需要", "设施设备和专业资料齐全", facts.has_equipment
        ),
    )


def _order_rules(facts: StudioFacts, terms: StudioTerms) -> tuple[Rule, ...]:
    return (
        affirmed(
            terms.scheme,
            cited(model=("model-studio/5.4", "model-studio/7.4"), employee=("employee-studio/4.4",)),
            "management_rules",
            "活动、攻关、转化、奖励和管理须有制度",
            "各项制度健全",
            facts.has_rules,
        ),
        affirmed(
            terms.scheme,
            cited(model=("model-studio/7.4", "model-studio/5.6"), employee=("employee-studio/4.4",)),
            "records",
            "创新活动须有记录和档案",
            "活动记录和档案台账齐全",
            facts.has_records,
        ),
        drafted(
            terms.scheme,
            cited(model=("model-studio/7.4", "model-studio/5.5"), employee=("employee-studio/4.5",)),
            "annual_funds",
            "所在单位须安排工作室经费",
            "年度专项经费大于0",
            joined("年度专项经费（元）：", stated(facts.annual_funds_cny)),
            fails=facts.annual_funds_cny <= 0,
        ),
    )


def _work_rules(facts: StudioFacts, terms: StudioTerms) -> tuple[Rule, ...]:
    of_model = isinstance(terms, ModelStudioTerms)
    goals = cited(model=("model-studio/7.4", "model-studio/5.6"), employee=("employee-studio/4.6",))
    activities = cited(
        model=("model-studio/7.4", "model-studio/5.7", "model-studio/7"), employee=("employee-studio/4.6",)
    )
    return (
        affirmed(terms.scheme, goals, "goals", "攻关课题和创新目标须明确", "课题和目标明确", facts.has_goals),
        *([_plan(facts, terms)] if of_model else []),
        affirmed(
            terms.scheme, activities, "activities", "攻关和创新活动须定期开展", "定期开展活动", facts.has_activities
        ),
        *([_takes_on_projects(facts, terms)] if of_model else []),
        drafted(
            terms.scheme,
            cited(model=("model-studio/7.5", "model-studio/7"), employee=("employee-studio/4.7",)),
            "recognised_projects",
            "每年须有规定数目的项目或成果得到认定",
            f"近一年得到认定的不少于{terms.projects_min}项",
            joined("近一年得到认定（项）：", stated(facts.recognised_projects)),
            fails=facts.recognised_projects < terms.projects_min,
            values=(_PROJECT_VALUE[terms.scheme],),
        ),
        affirmed(
            terms.scheme,
            cited(model=("model-studio/7.5",), employee=("employee-studio/4.7", "employee-studio/2")),
            "benefit",
            "成果须产生效益",
            "已产生效益",
            facts.has_benefit,
        ),
    )


def _plan(facts: StudioFacts, terms: StudioTerms) -> Rule:
    articles = cited(model=("model-studio/5.6", "model-studio/7"))
    return affirmed(terms.scheme, articles, "plan", "工作须有计划", "有工作计划", facts.has_plan)


def _takes_on_projects(facts: StudioFacts, terms: StudioTerms) -> Rule:
    return affirmed(
        terms.scheme,
        cited(model=("model-studio/5.8",)),
        "takes_on_projects",
        "工作室须承担创新课题或攻关任务",
        "承担地区、行业或单位的课题、任务",
        facts.takes_on_projects,
    )
