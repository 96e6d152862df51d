"""Why an expert may not judge an entry: the kinds of conflict, and what experts state of themselves (award/11)."""

from __future__ import annotations

from enum import StrEnum


class ConflictKind(StrEnum):
    """What connects an expert with an entry."""

    SAME_UNIT = "same_unit"
    SAME_BODY = "same_body"
    TEAM_MEMBER = "team_member"
    CO_INVENTOR = "co_inventor"
    CO_AUTHOR = "co_author"
    WORKED_TOGETHER = "worked_together"
    DECLARED = "declared"
    RECUSAL = "recusal"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {
            "same_unit": "同一单位",
            "same_body": "同一区县",
            "team_member": "项目成员",
            "co_inventor": "共同发明",
            "co_author": "共同署名",
            "worked_together": "共事",
            "declared": "本人申报",
            "recusal": "回避",
        }[self.value]

    @property
    def source(self) -> str:
        """Where it is known from, in Chinese."""
        return _SOURCES[self]


class CollaborationKind(StrEnum):
    """How an expert worked with somebody."""

    CO_INVENTOR = "co_inventor"
    CO_AUTHOR = "co_author"
    WORKED_TOGETHER = "worked_together"

    @property
    def label(self) -> str:
        """The Chinese word in the workbook."""
        return {"co_inventor": "共同发明", "co_author": "共同署名", "worked_together": "共事"}[self.value]


class InterestSubject(StrEnum):
    """Against what an expert declares an interest or steps back."""

    PERSON = "person"
    UNIT = "unit"
    NOMINATION = "nomination"

    @property
    def label(self) -> str:
        """The Chinese word in the workbook."""
        return {"person": "个人", "unit": "单位", "nomination": "申报项目"}[self.value]


RECUSED_FROM = (InterestSubject.NOMINATION, InterestSubject.UNIT)
"""An expert steps back from one entry or from all of a unit."""


class Relation(StrEnum):
    """Which interest an expert declares."""

    RELATIVE = "relative"
    TEACHER = "teacher"
    SUPERIOR = "superior"
    ECONOMIC = "economic"
    DISPUTE = "dispute"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese word in the workbook."""
        return {
            "relative": "亲属",
            "teacher": "师生",
            "superior": "上下级",
            "economic": "经济利益",
            "dispute": "竞争或纠纷",
            "other": "其他",
        }[self.value]


_MATCHED = "名册与申报材料比对"
_SOURCES = {
    ConflictKind.SAME_UNIT: _MATCHED,
    ConflictKind.SAME_BODY: _MATCHED,
    ConflictKind.TEAM_MEMBER: _MATCHED,
    ConflictKind.CO_INVENTOR: "名册“合作关系”",
    ConflictKind.CO_AUTHOR: "名册“合作关系”",
    ConflictKind.WORKED_TOGETHER: "名册“合作关系”“任职经历”、历年申报",
    ConflictKind.DECLARED: "名册“利害关系申报”",
    ConflictKind.RECUSAL: "名册“回避”、评分表",
}
