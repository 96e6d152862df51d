"""The stages of a cycle, in the order of the year, and what runs beside them all the year."""

from __future__ import annotations

from enum import StrEnum

from honours.domain.cycle import Scheme


class Stage(StrEnum):
    """One stage is one Airflow DAG, one service module, one folder of SQL, one set of gates."""

    CALL = "call"
    PUBLICITY = "publicity"
    REVIEW = "review"
    NOTICE = "notice"
    DISBURSEMENT = "disbursement"

    @property
    def label(self) -> str:
        """The Chinese name shown to people."""
        return _LABELS[self]

    @property
    def following(self) -> Stage | None:
        """The stage that this one hands the cycle on to; None after the last."""
        order = list(Stage)
        place = order.index(self) + 1
        return order[place] if place < len(order) else None

    @property
    def preceding(self) -> Stage | None:
        """The stage that hands the cycle on to this one; None for the first."""
        order = list(Stage)
        place = order.index(self)
        return order[place - 1] if place else None


class Examination(StrEnum):
    """When rules look at a nomination; each examination judges what is in one state, within one stage."""

    POSTING = "publicity"
    QUALIFICATION = "review"
    VERIFICATION = "verification"

    @property
    def stage(self) -> Stage:
        """The stage in which the examination takes place."""
        return Stage.PUBLICITY if self is Examination.POSTING else Stage.REVIEW

    @property
    def label(self) -> str:
        """The Chinese name shown to people."""
        return {"publicity": "基层公示与推荐", "review": "资格审查", "verification": "现场核实"}[self.value]


class Examiners(StrEnum):
    """Who looks at what is qualified before the meeting: experts who give points, or visitors who check the claims."""

    EXPERTS = "experts"
    VISITORS = "visitors"

    @property
    def label(self) -> str:
        """What they do, in Chinese."""
        return {"experts": "专家评审", "visitors": "现场核实"}[self.value]

    @property
    def milestone(self) -> str:
        """The milestone that is reached when they are done."""
        return {"experts": "scoring_done", "visitors": "verification_done"}[self.value]


def examines_by(scheme: Scheme) -> Examiners:
    """Return who examines the scheme's qualified nominations (award/11, model-studio/12, employee-studio/6)."""
    return _EXAMINERS[scheme]


_EXAMINERS = {
    Scheme.MODEL_WORKER_STUDIO: Examiners.VISITORS,
    Scheme.EMPLOYEE_STUDIO: Examiners.EXPERTS,
    Scheme.ACHIEVEMENT_AWARD: Examiners.EXPERTS,
}
_LABELS = {
    Stage.CALL: "征集申报",
    Stage.PUBLICITY: "基层公示与推荐",
    Stage.REVIEW: "资格审查与专家评审",
    Stage.NOTICE: "会议研究与社会公示",
    Stage.DISBURSEMENT: "资金拨付与回单归档",
}
