"""The industry consultation (award/12): what experts of the trade are asked and may say, and where an entry stands."""

from __future__ import annotations

from enum import StrEnum


class Reply(StrEnum):
    """What an expert may say to a question."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"

    @property
    def label(self) -> str:
        """The Chinese word in the workbook."""
        return {"yes": "是", "no": "否", "unclear": "不能确定"}[self.value]


class ConsultationQuestion(StrEnum):
    """The three questions; the table of answers has two columns a question, ``<question>_reply`` and ``_reason``."""

    DIRECTION = "direction"
    ADVANCEMENT = "advancement"
    EFFECT = "effect"

    @property
    def label(self) -> str:
        """The question in a few Chinese words."""
        return {"direction": "发展方向一致", "advancement": "先进、有代表性", "effect": "有严重负面影响"}[self.value]

    @property
    def favourable(self) -> Reply:
        """The answer that speaks for honouring the entry; every other one goes to a person."""
        return Reply.NO if self is ConsultationQuestion.EFFECT else Reply.YES

    @property
    def reply_key(self) -> str:
        """The column of the answer."""
        return f"{self.value}_reply"

    @property
    def reason_key(self) -> str:
        """The column of the reason."""
        return f"{self.value}_reason"


class RulingOnConsultation(StrEnum):
    """What a person made of a finding that was not favourable, or of silence."""

    UPHELD = "upheld"
    OVERRULED = "overruled"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {"upheld": "采纳，不予授奖", "overruled": "不采纳，照常授奖"}[self.value]


class ConsultationStanding(StrEnum):
    """Where the consultation on one entry stands."""

    OPEN = "open"
    REFERRED = "referred"
    FAVOURABLE = "favourable"
    OVERRULED = "overruled"
    UPHELD = "upheld"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {
            "open": "等待答复",
            "referred": "等待认定",
            "favourable": "无不利意见",
            "overruled": "不利意见未采纳",
            "upheld": "不利意见成立",
        }[self.value]

    @property
    def lets_honour(self) -> bool:
        """Whether the entry may be honoured as far as the consultation goes."""
        return self in (ConsultationStanding.FAVOURABLE, ConsultationStanding.OVERRULED)
