"""Words for who scores what: why an assignment was made, and why an expert no longer scores an entry (award/11)."""

from __future__ import annotations

from enum import StrEnum


class RunReason(StrEnum):
    """Why experts were assigned: for the first time, or to replace some."""

    FIRST = "first"
    REPLACEMENT = "replacement"

    @property
    def label(self) -> str:
        """The Chinese name shown to people."""
        return {"first": "首次分工", "replacement": "改派"}[self.value]


class WithdrawalKind(StrEnum):
    """Why an entry was taken from an expert."""

    LATE = "late"
    CONFLICT = "conflict"
    LEFT = "left"
    SHIFTED = "shifted"

    @property
    def label(self) -> str:
        """The Chinese name shown to people."""
        return {
            "late": "逾期未交评分表",
            "conflict": "应当回避",
            "left": "不再担任评审专家",
            "shifted": "因其他改派而调整",
        }[self.value]
