"""Who and what may enter at all (award/4)."""

from __future__ import annotations

from sqlalchemy import Text, and_, cast, func, not_

from honours.domain.cycle import CATEGORIES, Category, Scheme
from honours.domain.facts import PriorAward, ProfessionalTitle
from honours.domain.stages import Examination
from honours.regulation.rules.facts import Facts
from honours.regulation.rules.rule import Rule, choice, joined, others, stated, yes_no
from honours.regulation.rules.terms import Terms

ALL = CATEGORIES[Scheme.ACHIEVEMENT_AWARD]
_MADE_AT_WORK = (Category.TECH_ACHIEVEMENT, Category.OPERATING_METHOD)
_PATENT = (Category.INVENTION_PATENT,)
_SENIOR = (ProfessionalTitle.ASSOCIATE_SENIOR.value, ProfessionalTitle.SENIOR.value)
_SCIENCE_AWARDS = (
    PriorAward.NATIONAL_SCIENCE_AWARD.value,
    PriorAward.PROVINCIAL_SCIENCE_AWARD.value,
    PriorAward.MUNICIPAL_SCIENCE_AWARD.value,
)
_PATENT_AWARDS = (PriorAward.NATIONAL_PATENT_AWARD.value, PriorAward.PROVINCIAL_PATENT_AWARD.value)


def entrant_rules(facts: Facts, terms: Terms) -> tuple[Rule, ...]:
    """Return the rules on nominees and on what no category takes."""
    return (*_person_rules(facts, terms), *_project_rules(facts))


def _person_rules(facts: Facts, terms: Terms) -> tuple[Rule, ...]:
    return (
        # The text says "mainly": somebody else is not shut out, so a person decides.
        Rule(
            "frontline_worker",
            "award/4",
            Examination.QUALIFICATION,
            ALL,
            "奖励以一线职工为主",
            "申报人是一线职工；不是的，由工作人员认定",
            joined("一线职工：", yes_no(facts.is_frontline)),
            refers=not_(facts.is_frontline),
        ),
        Rule(
            "first_completer",
            "award/4",
            Examination.QUALIFICATION,
            ALL,
            "合作项目只奖励排名在前的完成人",
            f"申报人是完成人（发明人、建议人）中的前{terms.rewarded_completers}名",
            joined("完成人排名：", stated(facts.completer_rank)),
            fails=facts.completer_rank > terms.rewarded_completers,
            refers=facts.completer_rank < 1,
            value_keys=("rule.award.rewarded_completers",),
        ),
        # The first inventor is rewarded; another name than the nominee's may be a slip or another person.
        Rule(
            "first_inventor_nominated",
            "award/4",
            Examination.QUALIFICATION,
            _PATENT,
            "发明专利奖励第一发明人",
            "第一发明人与申报人是同一人；姓名不一致的，由工作人员认定",
            joined("第一发明人：", stated(facts.first_inventor_name), "；申报人：", stated(facts.person_name)),
            refers=facts.first_inventor_name != facts.person_name,
        ),
        _unit_head("unit_head", "award/4.1", _MADE_AT_WORK, facts),
        _unit_head("patent_unit_head", "award/4.2", _PATENT, facts),
        Rule(
            "senior_title",
            "award/4.1",
            Examination.QUALIFICATION,
            _MADE_AT_WORK,
            "高级职称人员不参加本奖项",
            "申报人没有高级职称（含副高级）",
            joined("职称：", choice(facts.professional_title, ProfessionalTitle)),
            fails=facts.professional_title.in_(_SENIOR),
        ),
        Rule(
            "one_entry",
            "award/4.4",
            Examination.QUALIFICATION,
            ALL,
            "同一人当年的申报件数有上限",
            f"同一人当年申报不超过{terms.projects_per_person}个项目、{terms.awards_per_person}个奖项；"
            "没有身份证号的，由工作人员核对",
            joined(
                "申报项目数：",
                func.coalesce(cast(facts.person_entry_count, Text), "没有身份证号，无法统计"),
                "；其他申报：",
                others(facts.person_other_nos),
            ),
            fails=(facts.person_entry_count > terms.projects_per_person)
            | (facts.person_category_count > terms.awards_per_person),
            value_keys=("rule.award.projects_per_person", "rule.award.awards_per_person"),
        ),
        # Without the number nobody knows whether two of a name at one employer are one person.
        Rule(
            "same_name_and_unit",
            "award/4.4",
            Examination.QUALIFICATION,
            ALL,
            "同名同单位而缺少身份证号的申报，由人核对是否同一人",
            "当年没有同名同单位、且一方未填身份证号的其他申报；有的，由工作人员核对",
            joined("同名同单位的其他申报：", others(facts.namesake_nos)),
            refers=facts.namesake_nos.is_not(None),
        ),
    )


def _project_rules(facts: Facts) -> tuple[Rule, ...]:
    return (
        Rule(
            "science_award",
            "award/4.1",
            Examination.QUALIFICATION,
            _MADE_AT_WORK,
            "已获国家、省、市科技奖励的项目不再参评",
            "项目未获国家、省、市科学技术奖",
            joined("已获奖项：", choice(facts.prior_award, PriorAward)),
            fails=facts.prior_award.in_(_SCIENCE_AWARDS),
        ),
        Rule(
            "patent_award",
            "award/4.2",
            Examination.QUALIFICATION,
            _PATENT,
            "已获国家、省专利奖的专利不再参评",
            "专利未获中国专利奖、省级专利奖",
            joined("已获奖项：", choice(facts.prior_award, PriorAward)),
            fails=facts.prior_award.in_(_PATENT_AWARDS),
        ),
        Rule(
            "state_secret",
            "award/4.3",
            Examination.QUALIFICATION,
            ALL,
            "涉及国家秘密的项目不参评",
            "项目不涉及国家秘密",
            joined("涉及国家秘密：", yes_no(facts.is_state_secret)),
            fails=facts.is_state_secret,
        ),
        Rule(
            "intellectual_property",
            "award/4.3",
            Examination.QUALIFICATION,
            ALL,
            "知识产权有争议的项目不参评",
            "项目没有知识产权争议",
            joined("知识产权争议：", yes_no(facts.has_ip_dispute)),
            fails=facts.has_ip_dispute,
        ),
        Rule(
            "medical_project",
            "award/4.3",
            Examination.QUALIFICATION,
            ALL,
            "医药项目不参评",
            "项目不属于医药类",
            joined("医药类：", yes_no(facts.is_medical)),
            fails=facts.is_medical,
        ),
        Rule(
            "project_origin",
            "award/4.4",
            Examination.QUALIFICATION,
            ALL,
            "政府出资或企业立项的项目，须由工会组织创新",
            "不是政府投资或企业开发的项目，或者由工会组织职工在其中创新",
            joined(
                "政府或企业项目：",
                yes_no(facts.is_government_or_enterprise_project),
                "；工会组织：",
                yes_no(facts.is_union_organised),
            ),
            fails=and_(facts.is_government_or_enterprise_project, not_(facts.is_union_organised)),
        ),
    )


def _unit_head(name: str, article: str, categories: tuple[Category, ...], facts: Facts) -> Rule:
    return Rule(
        name,
        article,
        Examination.QUALIFICATION,
        categories,
        "单位负责人不参加本奖项",
        "申报人不是企事业单位负责人",
        joined("单位负责人：", yes_no(facts.is_unit_head)),
        fails=facts.is_unit_head,
    )
