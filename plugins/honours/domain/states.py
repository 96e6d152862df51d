"""The states of a nomination and of a payment, and the moves between them with their articles.

A move that is not in the table is impossible: the database refuses it too, from the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from honours.domain.cycle import Scheme
from honours.domain.errors import HonoursError


class Verdict(StrEnum):
    """What a rule says of a nomination; ``refer`` means that a person decides."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    REFER = "refer"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {"pass": "符合", "fail": "不符合", "refer": "需人工认定"}[self.value]


class RulingOutcome(StrEnum):
    """What a person decided on a referred verdict."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class RankingOutcome(StrEnum):
    """Where a scored nomination stands against the quota of its category (award/2)."""

    IN = "in"
    TIED = "tied"
    OUT = "out"


class NominationState(StrEnum):
    """Where a nomination of the achievement award is."""

    RECEIVED = "received"
    WITHDRAWN = "withdrawn"
    RECOMMENDED = "recommended"
    EXCLUDED = "excluded"
    QUALIFIED = "qualified"
    PROPOSED = "proposed"
    RETURNED = "returned"
    NOT_PROPOSED = "not_proposed"
    ON_NOTICE = "on_notice"
    DECLINED = "declined"
    HELD = "held"
    AWARDED = "awarded"
    PAID = "paid"
    REVOKED = "revoked"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return _NOMINATION_LABELS[self]

    def label_in(self, scheme: Scheme) -> str:
        """Return the Chinese word as the scheme says it: studios are named, not awarded."""
        return _STUDIO_LABELS.get(self, self.label) if scheme.names_studios else self.label


_NOMINATION_LABELS = {
    NominationState.RECEIVED: "已收件",
    NominationState.WITHDRAWN: "已撤回",
    NominationState.RECOMMENDED: "公示合格并推荐",
    NominationState.EXCLUDED: "不符合条件",
    NominationState.QUALIFIED: "资格审查通过",
    NominationState.PROPOSED: "建议奖励",
    NominationState.RETURNED: "退回复核",
    NominationState.NOT_PROPOSED: "评审未入围",
    NominationState.ON_NOTICE: "社会公示中",
    NominationState.DECLINED: "未获批准",
    NominationState.HELD: "异议核查中",
    NominationState.AWARDED: "已授奖",
    NominationState.PAID: "奖金已发放",
    NominationState.REVOKED: "已撤销",
}


_STUDIO_LABELS = {
    NominationState.RECOMMENDED: "初审合格并推荐",
    NominationState.QUALIFIED: "申报审核通过",
    NominationState.PROPOSED: "建议命名",
    NominationState.ON_NOTICE: "公示中",
    NominationState.AWARDED: "已命名",
    NominationState.PAID: "补贴已拨付",
}


class PaymentState(StrEnum):
    """Where a payment is. ``UNKNOWN`` never goes back to ``SENDING``: what may have been sent is not sent again."""

    DRAFT = "draft"
    APPROVED = "approved"
    SENDING = "sending"
    ACCEPTED = "accepted"
    UNKNOWN = "unknown"
    SETTLED = "settled"
    REJECTED = "rejected"
    RETURNED = "returned"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {
            "draft": "待复核",
            "approved": "已复核",
            "sending": "已送银行",
            "accepted": "银行已付款",
            "unknown": "结果不明",
            "settled": "已结清",
            "rejected": "银行拒付",
            "returned": "退汇",
            "cancelled": "已作废",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move; ``from_state`` is None where a history begins."""

    from_state: str | None
    to_state: str
    article: str
    needs_evidence: bool = False


_N = NominationState
NOMINATION_MOVES: tuple[Move, ...] = (
    Move(None, _N.RECEIVED, "award/10"),
    Move(_N.RECEIVED, _N.WITHDRAWN, "award/10"),
    Move(_N.WITHDRAWN, _N.RECEIVED, "award/10"),
    Move(_N.RECEIVED, _N.RECOMMENDED, "award/10"),
    Move(_N.RECEIVED, _N.EXCLUDED, "award/10"),
    Move(_N.RECOMMENDED, _N.QUALIFIED, "award/11"),
    Move(_N.RECOMMENDED, _N.EXCLUDED, "award/11"),
    # A visit contradicts what a studio claimed; projects of persons are not visited.
    Move(_N.QUALIFIED, _N.EXCLUDED, "model-studio/12"),
    Move(_N.QUALIFIED, _N.PROPOSED, "award/11"),
    Move(_N.QUALIFIED, _N.NOT_PROPOSED, "award/11"),
    Move(_N.PROPOSED, _N.ON_NOTICE, "award/12"),
    Move(_N.PROPOSED, _N.DECLINED, "award/11"),
    # The next in rank takes the place of one that an objection removed, where the office's practice has it so.
    Move(_N.NOT_PROPOSED, _N.ON_NOTICE, "award/12"),
    # Whoever approves the meeting's record sends an entry back; it is put to the next meeting, or its way ends.
    Move(_N.PROPOSED, _N.RETURNED, "award/11"),
    Move(_N.RETURNED, _N.PROPOSED, "award/11"),
    Move(_N.RETURNED, _N.DECLINED, "award/11"),
    Move(_N.ON_NOTICE, _N.HELD, "award/12"),
    Move(_N.ON_NOTICE, _N.AWARDED, "award/13"),
    Move(_N.ON_NOTICE, _N.DECLINED, "award/12"),
    Move(_N.HELD, _N.AWARDED, "award/13"),
    Move(_N.HELD, _N.DECLINED, "award/12"),
    Move(_N.AWARDED, _N.PAID, "award/18"),
    Move(_N.AWARDED, _N.REVOKED, "award/17"),
    Move(_N.PAID, _N.REVOKED, "award/17"),
)

_P = PaymentState
PAYMENT_MOVES: tuple[Move, ...] = (
    Move(None, _P.DRAFT, "award/14"),
    Move(_P.DRAFT, _P.APPROVED, "award/14", needs_evidence=True),
    Move(_P.DRAFT, _P.CANCELLED, "award/14", needs_evidence=True),
    Move(_P.APPROVED, _P.CANCELLED, "award/14", needs_evidence=True),
    Move(_P.APPROVED, _P.SENDING, "award/18"),
    Move(_P.SENDING, _P.ACCEPTED, "award/18", needs_evidence=True),
    Move(_P.SENDING, _P.UNKNOWN, "award/18"),
    Move(_P.SENDING, _P.REJECTED, "award/18", needs_evidence=True),
    Move(_P.UNKNOWN, _P.ACCEPTED, "award/18", needs_evidence=True),
    Move(_P.UNKNOWN, _P.SETTLED, "award/18", needs_evidence=True),
    Move(_P.UNKNOWN, _P.REJECTED, "award/18", needs_evidence=True),
    Move(_P.ACCEPTED, _P.SETTLED, "award/18", needs_evidence=True),
    Move(_P.ACCEPTED, _P.REJECTED, "award/18", needs_evidence=True),
    Move(_P.SETTLED, _P.RETURNED, "award/18", needs_evidence=True),
)


class MoveNotAllowed(HonoursError):
    """A move that the table does not have; carries both states and those that are allowed."""

    def __init__(self, from_state: str | None, to_state: str, allowed: tuple[str, ...]) -> None:
        self.from_state = from_state
        self.to_state = to_state
        self.allowed = allowed
        choices = "、".join(allowed) or "无（终态）"
        super().__init__(f"不能从“{from_state or '（无）'}”变为“{to_state}”；允许的下一状态：{choices}。")


def find_move(moves: Iterable[Move], from_state: str | None, to_state: str) -> Move:
    """Return the move from one state to another; raise :class:`MoveNotAllowed` when the table has none."""
    table = tuple(moves)
    for move in table:
        if move.from_state == from_state and move.to_state == to_state:
            return move
    raise MoveNotAllowed(from_state, to_state, tuple(move.to_state for move in table if move.from_state == from_state))


# What each step of the award rests on in the regulations of the studios.
_OF_STUDIOS = {
    "award/10": ("model-studio/9", "employee-studio/6"),
    "award/11": ("model-studio/12", "employee-studio/6"),
    "award/12": ("model-studio/9", "employee-studio/6"),
    "award/13": ("model-studio/9", "employee-studio/6"),
    "award/14": ("model-studio/20", "employee-studio/12"),
    "award/17": ("model-studio/15.3", "employee-studio/9"),
    "award/18": ("model-studio/20", "employee-studio/12"),
}


def article_in(scheme: Scheme, article: str) -> str:
    """Return the article on which a step of the award rests in this scheme; others stand for themselves."""
    if scheme is Scheme.ACHIEVEMENT_AWARD or article not in _OF_STUDIOS:
        return article
    return _OF_STUDIOS[article][0 if scheme is Scheme.MODEL_WORKER_STUDIO else 1]
