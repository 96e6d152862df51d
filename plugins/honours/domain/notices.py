"""Public notices and objections to them: the kinds of notice, the ends of its window, how an objection is treated."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from honours.domain.cycle import Scheme


class NoticeKind(StrEnum):
    """Why a notice was made."""

    FIRST = "first"
    CORRECTED = "corrected"
    RESERVE = "reserve"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {"first": "首次公示", "corrected": "更正后重新公示", "reserve": "递补公示"}[self.value]


class ProofSide(StrEnum):
    """Which end of the window a proof of posting is for."""

    START = "start"
    END = "end"

    @property
    def label(self) -> str:
        """The Chinese word, as it stands in the names of the files."""
        return {"start": "张贴", "end": "期满"}[self.value]


class CorrectedItem(StrEnum):
    """What of an entry a notice shows and a correction may put right."""

    TITLE = "project_name"
    PERSON = "person_name"
    UNIT = "unit_name"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {"project_name": "名称", "person_name": "姓名", "unit_name": "单位"}[self.value]


class Treatment(StrEnum):
    """How an objection is treated: it holds its entry, or it is only recorded and goes to those who supervise."""

    HOLDS = "holds"
    LATE = "late"
    NOT_HEARD = "not_heard"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {"holds": "受理核查", "late": "只作记录", "not_heard": "只作记录"}[self.value]

    @property
    def hands_on(self) -> bool:
        """Whether the objection is handed to supervision instead of holding its entry (award/17)."""
        return self is Treatment.LATE


def treatment(received_on: date, first_posted_on: date, closes_on: date, *, is_heard: bool) -> Treatment:
    """Return how an objection is treated: in time from the first posting of its entry to the end of its last notice.

    ``is_heard`` is false for an anonymous one that the office's practice only records. One that is both counts as late.
    """
    if not first_posted_on <= received_on <= closes_on:
        return Treatment.LATE
    return Treatment.HOLDS if is_heard else Treatment.NOT_HEARD


_SHORT = {
    Scheme.MODEL_WORKER_STUDIO: "劳模工作室",
    Scheme.EMPLOYEE_STUDIO: "职工工作室",
    Scheme.ACHIEVEMENT_AWARD: "成果奖",
}


def short_name(scheme: Scheme) -> str:
    """Return the scheme as file names call it."""
    return _SHORT[scheme]


def scheme_of(short: str) -> Scheme | None:
    """Return the scheme that a file name calls so, or None."""
    return next((scheme for scheme, name in _SHORT.items() if name == short), None)
