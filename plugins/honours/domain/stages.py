"""The stages of a cycle, in the order of the year, and what runs beside them all the year."""

from __future__ import annotations

from enum import StrEnum


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


_LABELS = {
    Stage.CALL: "征集申报",
    Stage.PUBLICITY: "基层公示与推荐",
    Stage.REVIEW: "资格审查与专家评审",
    Stage.NOTICE: "会议研究与社会公示",
    Stage.DISBURSEMENT: "资金拨付与回单归档",
}
