"""What runs by the calendar and can move when the holiday table changes, and what becomes of it then."""

from __future__ import annotations

from enum import StrEnum


class WindowKind(StrEnum):
    """What is counted on the calendar."""

    POSTING = "posting"
    NOTICE = "notice"
    OBJECTION_REPLY = "objection_reply"
    CONSULTATION_REPLY = "consultation_reply"
    MILESTONE = "milestone"

    @property
    def label(self) -> str:
        """The Chinese name shown to people."""
        return {
            "posting": "基层公示",
            "notice": "社会公示",
            "objection_reply": "异议答复",
            "consultation_reply": "行业咨询答复",
            "milestone": "全年节点",
        }[self.value]


class WindowEffect(StrEnum):
    """What becomes of a window whose last day the new table counts otherwise."""

    MOVED = "moved"
    KEPT = "kept"
    ACTED_UPON = "acted_upon"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {
            "moved": "已改按新日期",
            "kept": "已公布的日期不变，请研究",
            "acted_upon": "已按原日期办理，请研究",
        }[self.value]
