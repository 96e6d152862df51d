"""What the industry consultation made of one nomination (award/12): asked, answered, ruled; no expert is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from honours.domain.actors import shown
from honours.domain.consultations import ConsultationQuestion, ConsultationStanding, Reply, RulingOnConsultation
from honours.services.explain.privacy import without_long_numbers


@dataclass(frozen=True, slots=True)
class ExplainedReply:
    """What an expert said to one question; ``is_adverse`` when it does not speak for the entry."""

    question: ConsultationQuestion
    reply: Reply
    reason: str
    is_adverse: bool

    @property
    def says(self) -> str:
        """Question, answer and reason, in Chinese."""
        return f"{self.question.label}：{self.reply.label}{f'（{self.reason}）' if self.reason else ''}"


@dataclass(frozen=True, slots=True)
class ExplainedOpinion:
    """What one unnamed expert said; no replies of one who kept silent."""

    has_scored: bool
    replies: tuple[ExplainedReply, ...]

    @property
    def says(self) -> str:
        """The opinion in Chinese."""
        scored = "（曾给本项目评分）" if self.has_scored else ""
        return f"{scored}{'；'.join(one.says for one in self.replies) or '到期未答复'}"


@dataclass(frozen=True, slots=True)
class ConsultationRuled:
    """What a person decided on findings that were not favourable, or on silence."""

    ruling: RulingOnConsultation
    reason: str
    ruled_by: str
    ruled_on: date

    @property
    def says(self) -> str:
        """The decision with its author, day and reason, in Chinese."""
        return f"{self.ruling.label}（{shown(self.ruled_by)}，{self.ruled_on}）：{self.reason}"


@dataclass(frozen=True, slots=True)
class ExplainedConsultation:
    """The consultation on one entry; ``opinions`` is empty while it is open, so that nobody is swayed."""

    standing: ConsultationStanding
    asked: int
    answered: int
    sent_on: date
    due_on: date
    opinions: tuple[ExplainedOpinion, ...]
    ruled: ConsultationRuled | None

    @property
    def says(self) -> tuple[str, ...]:
        """The consultation in Chinese sentences."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        yield f"{self.sent_on}向{self.asked}名本专业专家（不署名）发出咨询表"
        yield f"{self.due_on}24时前答复，已答复{self.answered}名"
        for place, one in enumerate(self.opinions, 1):
            yield f"专家{place}：{one.says}"
        if not self.opinions:
            yield "答复汇总之后才列出各人的意见"
        yield f"按规定：{_BY_RULE[self.standing]}"
        if self.ruled is not None:
            yield f"人工认定：{self.ruled.says}"
        elif self.standing is ConsultationStanding.REFERRED:
            yield "人工认定：待认定"


_RULED = "有不利、不能确定的意见，或有未答复须认定，已由人认定"
_BY_RULE = {
    ConsultationStanding.OPEN: "等待答复，咨询办结前不公布结果",
    ConsultationStanding.FAVOURABLE: "没有不利意见，不影响公布",
    ConsultationStanding.REFERRED: "有不利、不能确定的意见，或有未答复须认定，须由人认定，认定前暂缓本项",
    ConsultationStanding.OVERRULED: f"{_RULED}，不影响公布",
    ConsultationStanding.UPHELD: f"{_RULED}，本项不予授奖",
}


def explained_consultation(rows: Sequence[Row[Any]]) -> ExplainedConsultation | None:
    """Return the rows of ``explain/list_consultation`` as one consultation; None when nobody was asked."""
    if not rows:
        return None
    first = rows[0]
    standing = ConsultationStanding(first.standing)
    is_open = standing is ConsultationStanding.OPEN
    ruled = None
    if first.ruled_as is not None:
        ruled = ConsultationRuled(
            ruling=RulingOnConsultation(first.ruled_as),
            reason=without_long_numbers(first.ruled_why),
            ruled_by=first.ruled_by,
            ruled_on=first.ruled_on,
        )
    return ExplainedConsultation(
        standing=standing,
        asked=len(rows),
        answered=sum(row.has_answered for row in rows),
        sent_on=first.sent_on,
        due_on=max(row.due_on for row in rows),
        opinions=() if is_open else tuple(ExplainedOpinion(row.has_scored, tuple(_replies(row))) for row in rows),
        ruled=ruled,
    )


def _replies(row: Row[Any]) -> Iterator[ExplainedReply]:
    if not row.has_answered:
        return
    for question in ConsultationQuestion:
        reply = Reply(getattr(row, question.reply_key))
        reason = without_long_numbers(getattr(row, question.reason_key) or "")
        yield ExplainedReply(question, reply, reason, is_adverse=reply is not question.favourable)
