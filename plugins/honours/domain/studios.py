"""The closed lists of facts that studios may state (model-studio/5 to /8, /12, employee-studio/2, /4)."""

from __future__ import annotations

from enum import StrEnum


class LeaderHonour(StrEnum):
    """The highest honour of a model workers' studio's leader (model-studio/5.1, /7.2)."""

    NATIONAL_MODEL_WORKER = "national_model_worker"
    PROVINCIAL_MODEL_WORKER = "provincial_model_worker"
    MUNICIPAL_MODEL_WORKER = "municipal_model_worker"
    OTHER_MODEL_WORKER = "other_model_worker"
    NATIONAL_MEDAL = "national_medal"
    PROVINCIAL_MEDAL = "provincial_medal"
    MUNICIPAL_MEDAL = "municipal_medal"
    NONE = "none"

    @property
    def label(self) -> str:
        """The Chinese word in the workbook."""
        return {
            "national_model_worker": "全国劳模（先进工作者）",
            "provincial_model_worker": "省部级劳模（先进工作者）",
            "municipal_model_worker": "市级劳模（先进工作者）",
            "other_model_worker": "其他级别劳模（先进工作者）",
            "national_medal": "全国五一劳动奖章",
            "provincial_medal": "省五一劳动奖章",
            "municipal_medal": "市五一劳动奖章",
            "none": "无上述荣誉",
        }[self.value]


class LeaderTitle(StrEnum):
    """The highest title of an employee studio's leader (employee-studio/2, /4.1)."""

    NATIONAL_SKILL_LEADER = "national_skill_leader"
    PROVINCIAL_SKILL_LEADER = "provincial_skill_leader"
    MUNICIPAL_SKILL_LEADER = "municipal_skill_leader"
    MUNICIPAL_INNOVATOR = "municipal_innovator"
    HIGHER_INNOVATOR = "higher_innovator"
    BELOW_MUNICIPAL = "below_municipal"
    NONE = "none"

    @property
    def label(self) -> str:
        """The Chinese word in the workbook."""
        return {
            "national_skill_leader": "国家级职业技能带头人",
            "provincial_skill_leader": "省级职业技能带头人",
            "municipal_skill_leader": "市级职业技能带头人",
            "municipal_innovator": "市级职工技术创新能手",
            "higher_innovator": "省级以上职工技术创新能手",
            "below_municipal": "市级以下称号",
            "none": "无上述称号",
        }[self.value]


class Aspect(StrEnum):
    """What a visit to a studio looks at, in the order of model-studio/12; what each one counts is its ``unit``."""

    TEAM = "team"
    CONDITIONS = "conditions"
    PROJECTS = "projects"
    FUNDS = "funds"
    AWARDS = "awards"
    TRAINING = "training"
    PATENTS = "patents"
    ECONOMIC_BENEFIT = "economic_benefit"
    SOCIAL_BENEFIT = "social_benefit"

    @property
    def label(self) -> str:
        """The Chinese name on the verification form."""
        return _ASPECTS[self][0]

    @property
    def counts(self) -> str:
        """What is counted, in Chinese with its unit."""
        return _ASPECTS[self][1]

    @property
    def claim(self) -> str:
        """The fact of the application that the visit checks."""
        return _ASPECTS[self][2]

    @property
    def is_whole(self) -> bool:
        """Whether what is counted comes in whole numbers."""
        return self not in (Aspect.CONDITIONS, Aspect.FUNDS, Aspect.ECONOMIC_BENEFIT)

    @property
    def most(self) -> int | None:
        """The greatest number that makes sense; None where there is no such limit."""
        return 1 if self is Aspect.SOCIAL_BENEFIT else None


_ASPECTS = {
    Aspect.TEAM: ("团队建设", "固定成员（人）", "team_size"),
    Aspect.CONDITIONS: ("工作条件", "场地面积（平方米）", "place_area_m2"),
    Aspect.PROJECTS: ("项目完成", "近一年获认定的项目（项）", "recognised_projects"),
    Aspect.FUNDS: ("资金投入", "年度专项经费（元）", "annual_funds_cny"),
    Aspect.AWARDS: ("获奖成果", "获奖成果（项）", "award_count"),
    Aspect.TRAINING: ("人才培养", "培养人才（人次）", "trained_count"),
    Aspect.PATENTS: ("专利情况", "取得专利（件）", "patent_count"),
    Aspect.ECONOMIC_BENEFIT: ("经济效益", "年经济效益（元）", "economic_benefit_cny"),
    Aspect.SOCIAL_BENEFIT: ("社会效益", "有社会效益的填 1，没有的填 0", "social_benefit_count"),
}


class Conclusion(StrEnum):
    """What the visiting team found of one claim (model-studio/12)."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    UNVERIFIED = "unverified"

    @property
    def label(self) -> str:
        """The Chinese word in the form."""
        return {"confirmed": "与申报相符", "contradicted": "与申报不符", "unverified": "无法核实"}[self.value]


class StudioLevel(StrEnum):
    """The level of a named studio: the categories of the studio schemes, as the register keeps them."""

    STANDARD = "standard"
    DEMONSTRATION = "demonstration"

    @property
    def label(self) -> str:
        """The Chinese word in the register."""
        return {"standard": "普通", "demonstration": "示范性"}[self.value]


DEMONSTRATION_EVIDENCE = (("成员台账",), ("活动台账",), ("成果台账",), ("视频", "短片"))
"""What a model workers' demonstration studio sends along (model-studio/8.3): the words by which its file is known."""
