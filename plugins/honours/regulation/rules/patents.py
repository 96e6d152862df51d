"""What invention patents must be (award/7)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, not_, or_

from honours.domain.cycle import Category
from honours.domain.stages import Examination
from honours.regulation.rules.facts import Facts
from honours.regulation.rules.rule import NEVER, Rule, day, joined, others, stated, yes_no
from honours.regulation.rules.terms import Terms


def patent_rules(facts: Facts, terms: Terms) -> tuple[Rule, ...]:
    """Return the rules on invention patents."""
    return (*_date_rules(facts, terms), *_right_rules(facts), *_count_rules(facts, terms))


def _rule(
    name: str,
    article: str,
    sentence: str,
    required: str,
    found: ColumnElement[str],
    fails: ColumnElement[bool] = NEVER,
    refers: ColumnElement[bool] = NEVER,
    value_keys: tuple[str, ...] = (),
) -> Rule:
    return Rule(
        name,
        article,
        Examination.QUALIFICATION,
        (Category.INVENTION_PATENT,),
        sentence,
        required,
        found,
        fails,
        refers,
        value_keys=value_keys,
    )


def _date_rules(facts: Facts, terms: Terms) -> tuple[Rule, ...]:
    return (
        _rule(
            "patent_in_use",
            "award/7",
            "专利须在近年内实施",
            f"实施日在{terms.patent_since}至{terms.due_on}之间（近{terms.patent_effect_years}年）",
            joined("实施日：", day(facts.patent_implemented_on)),
            or_(facts.patent_implemented_on < terms.patent_since, facts.patent_implemented_on > terms.due_on),
            value_keys=("rule.award.patent_effect_years",),
        ),
        _rule(
            "patent_benefit",
            "award/7",
            "专利实施须取得显著效益",
            "已取得显著的经济、社会或生态效益",
            joined("显著效益：", yes_no(facts.has_notable_benefit)),
            not_(facts.has_notable_benefit),
        ),
        _rule(
            "granted_year_before",
            "award/7.1",
            "专利须在评选前一年度授权",
            f"授权日在{terms.grant_year}年内",
            joined("授权日：", day(facts.granted_on)),
            or_(facts.granted_on < date(terms.grant_year, 1, 1), facts.granted_on > date(terms.grant_year, 12, 31)),
            value_keys=("rule.award.patent_granted_years_before",),
        ),
    )


def _right_rules(facts: Facts) -> tuple[Rule, ...]:
    return (
        _rule(
            "open_patent",
            "award/7.1",
            "国防专利和保密专利不参评",
            "不是国防专利或保密专利",
            joined("国防或保密专利：", yes_no(facts.is_defence_or_secret)),
            facts.is_defence_or_secret,
        ),
        _rule(
            "patent_in_force",
            "award/7.2",
            "专利权须有效",
            "专利权有效",
            joined("专利权有效：", yes_no(facts.is_in_force)),
            not_(facts.is_in_force),
        ),
        _rule(
            "patent_ownership",
            "award/7.2",
            "专利权属须无纠纷",
            "没有权属纠纷",
            joined("权属纠纷：", yes_no(facts.has_ownership_dispute)),
            facts.has_ownership_dispute,
        ),
        _rule(
            "patentees_agree",
            "award/7.3",
            "全部专利权人须同意参评",
            "每一位专利权人都同意参评",
            joined("全体专利权人同意：", yes_no(facts.all_patentees_agree)),
            not_(facts.all_patentees_agree),
        ),
        _rule(
            "first_inventor_staff",
            "award/7.5",
            "第一发明人须为一线职工或专业技术人员",
            "第一发明人是一线职工或专业技术人员",
            joined("一线职工或专业技术人员：", yes_no(facts.is_first_inventor_staff)),
            not_(facts.is_first_inventor_staff),
        ),
    )


def _count_rules(facts: Facts, terms: Terms) -> tuple[Rule, ...]:
    """Return the limits on how often a patent and its owners enter.

    The text does not say which entry stands when there are too many, so all of them go to a person.
    """
    return (
        _rule(
            "one_patent_one_entry",
            "award/7.4",
            "同一专利的参评项目数有上限",
            f"同一专利参评项目不超过{terms.entries_per_patent}项；超出的，由工作人员认定保留哪一项",
            joined("专利号：", stated(facts.patent_no), "；同一专利的其他申报：", others(facts.patent_other_nos)),
            refers=facts.patent_entry_count > terms.entries_per_patent,
            value_keys=("rule.award.patent_per_project",),
        ),
        _rule(
            "patentee_entries",
            "award/7.4",
            "相同专利权人的参评项目数有上限",
            f"专利权人相同的项目至多参评{terms.entries_per_patentee}项；超出的，由工作人员认定保留哪些",
            joined("专利权人：", stated(facts.patentee), "；其全部申报：", others(facts.patentee_nos)),
            refers=facts.patentee_entry_count > terms.entries_per_patentee,
            value_keys=("rule.award.patent_projects_per_patentee",),
        ),
    )
