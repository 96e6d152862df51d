"""Who may lead a studio (model-studio/5.1, /7.2, employee-studio/2, /4.1)."""

from __future__ import annotations

from honours.domain.studios import LeaderHonour, LeaderTitle
from honours.regulation.rules.rule import Rule, choice, joined, stated
from honours.regulation.rules.studio.drafting import affirmed, cited, drafted
from honours.regulation.rules.studio.facts import StudioFacts
from honours.regulation.rules.studio.terms import EmployeeStudioTerms, ModelStudioTerms, StudioTerms

# In principle a model worker of the city or above, or a medallist of the province or above.
_IN_PRINCIPLE = (
    LeaderHonour.NATIONAL_MODEL_WORKER,
    LeaderHonour.PROVINCIAL_MODEL_WORKER,
    LeaderHonour.MUNICIPAL_MODEL_WORKER,
    LeaderHonour.NATIONAL_MEDAL,
    LeaderHonour.PROVINCIAL_MEDAL,
)
_BELOW_THE_CITY = (LeaderTitle.BELOW_MUNICIPAL, LeaderTitle.NONE)


def leader_rules(facts: StudioFacts, terms: ModelStudioTerms | EmployeeStudioTerms) -> tuple[Rule, ...]:
    """Return the rules of the scheme on the leader."""
    if isinstance(terms, ModelStudioTerms):
        return (*_model_rules(facts, terms), _expertise(facts, terms))
    return (_title(facts, terms), _expertise(facts, terms))


def _model_rules(facts: StudioFacts, terms: ModelStudioTerms) -> tuple[Rule, ...]:
    found = joined("领衔人：", stated(facts.person_name), "；最高荣誉：", choice(facts.leader_honour, LeaderHonour))
    return (
        drafted(
            terms.scheme,
            cited(model=("model-studio/5.1",)),
            "leader_honour",
            "领衔人须是劳模（先进工作者）或五一劳动奖章获得者",
            f"至少{terms.leaders_min}名负责人有劳模（先进工作者）称号或五一劳动奖章，级别不限",
            found,
            fails=facts.leader_honour == LeaderHonour.NONE.value,
            values=("leaders_min",),
        ),
        # The text asks for the level in principle only, so a lower one is a person's decision.
        drafted(
            terms.scheme,
            cited(model=("model-studio/7.2",)),
            "leader_honour_level",
            "领衔人的荣誉一般应达到市级劳模或省级奖章",
            "、".join(honour.label for honour in _IN_PRINCIPLE) + "之一；级别较低的，由工作人员认定",
            found,
            refers=facts.leader_honour.not_in([honour.value for honour in _IN_PRINCIPLE]),
        ),
    )


def _title(facts: StudioFacts, terms: EmployeeStudioTerms) -> Rule:
    return drafted(
        terms.scheme,
        cited(employee=("employee-studio/4.1", "employee-studio/2")),
        "leader_title",
        "领衔人须是市级以上技能带头人或技术创新能手",
        f"至少{terms.leaders_min}名领军人物有市级以上称号",
        joined("领衔人：", stated(facts.person_name), "；最高称号：", choice(facts.leader_title, LeaderTitle)),
        fails=facts.leader_title.in_([title.value for title in _BELOW_THE_CITY]),
        values=("leaders_min",),
    )


def _expertise(facts: StudioFacts, terms: StudioTerms) -> Rule:
    return affirmed(
        terms.scheme,
        cited(model=("model-studio/5.1",), employee=("employee-studio/2",)),
        "leader_expertise",
        "领衔人须有专长、经验和创新能力",
        "领衔人有专长和创新能力",
        facts.has_leader_expertise,
    )
