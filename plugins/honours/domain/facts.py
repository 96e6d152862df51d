"""The closed lists of facts that nominations of the achievement award may state (award/4 to award/8, award/10)."""

from __future__ import annotations

from enum import StrEnum


class ProfessionalTitle(StrEnum):
    """Professional title of the nominee (award/4.1 looks for senior ones)."""

    NONE = "none"
    JUNIOR = "junior"
    INTERMEDIATE = "intermediate"
    ASSOCIATE_SENIOR = "associate_senior"
    SENIOR = "senior"

    @property
    def label(self) -> str:
        """The Chinese word in the workbook."""
        return {
            "none": "无",
            "junior": "初级",
            "intermediate": "中级",
            "associate_senior": "副高级",
            "senior": "正高级",
        }[self.value]


class PriorAward(StrEnum):
    """The highest award that the project already holds (award/4.1, award/4.2)."""

    NONE = "none"
    NATIONAL_SCIENCE_AWARD = "national_science_award"
    PROVINCIAL_SCIENCE_AWARD = "provincial_science_award"
    MUNICIPAL_SCIENCE_AWARD = "municipal_science_award"
    NATIONAL_PATENT_AWARD = "national_patent_award"
    PROVINCIAL_PATENT_AWARD = "provincial_patent_award"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese word in the workbook."""
        return {
            "none": "无",
            "national_science_award": "国家科学技术奖",
            "provincial_science_award": "省级科学技术奖",
            "municipal_science_award": "市级科学技术奖",
            "national_patent_award": "中国专利奖",
            "provincial_patent_award": "省级专利奖",
            "other": "其他奖项",
        }[self.value]


class TechCondition(StrEnum):
    """Which of the five grounds of award/5 a technical achievement stands on."""

    INVENTION = "invention"
    BENEFIT = "benefit"
    RENOVATION = "renovation"
    SAFETY_AND_ENVIRONMENT = "safety_and_environment"
    BREAKTHROUGH = "breakthrough"
    NONE = "none"

    @property
    def label(self) -> str:
        """The Chinese word in the workbook."""
        return {
            "invention": "发明创造",
            "benefit": "技术创新效益显著",
            "renovation": "重大技术改造",
            "safety_and_environment": "安全环保节能新技术",
            "breakthrough": "关键技术突破",
            "none": "均不符合",
        }[self.value]


class IdeaArea(StrEnum):
    """The field in which a golden idea works (award/8)."""

    MANAGEMENT = "management"
    QUALITY = "quality"
    SAFETY = "safety"
    ENERGY = "energy"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese word in the workbook."""
        return {
            "management": "经营管理",
            "quality": "产品质量",
            "safety": "安全生产",
            "energy": "节能降耗",
            "other": "其他",
        }[self.value]


class ObjectionOutcome(StrEnum):
    """How objections during the grassroots posting ended (award/10)."""

    NONE = "none"
    REJECTED = "rejected"
    UPHELD = "upheld"
    OPEN = "open"

    @property
    def label(self) -> str:
        """The Chinese word in the workbook."""
        return {"none": "无异议", "rejected": "异议不成立", "upheld": "异议成立", "open": "尚未办结"}[self.value]


class Speciality(StrEnum):
    """The trades by which experts are grouped (award/11)."""

    MACHINERY = "machinery"
    ELECTRONICS = "electronics"
    CHEMISTRY = "chemistry"
    CONSTRUCTION = "construction"
    ENERGY = "energy"
    TRANSPORT = "transport"
    TEXTILE = "textile"
    SERVICE = "service"

    @property
    def label(self) -> str:
        """The Chinese word in the workbook."""
        return {
            "machinery": "机械制造",
            "electronics": "电子信息",
            "chemistry": "化工材料",
            "construction": "建筑工程",
            "energy": "能源电力",
            "transport": "交通运输",
            "textile": "轻工纺织",
            "service": "公共服务",
        }[self.value]
