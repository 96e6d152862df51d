"""What a nomination is waiting for: from whom, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Awaited:
    """``says`` what is awaited without the day, ``then`` what follows; ``of_whom`` is empty where the way has ended.

    ``until_on`` is the last day that is set for it: a deadline until 24:00, or with ``is_planned`` the day that the
    office has planned. A provisional day may move when the holidays are announced. ``count`` is of how many (experts).
    """

    says: str
    of_whom: str = ""
    until_on: date | None = None
    is_planned: bool = False
    is_provisional: bool = False
    count: int | None = None
    then: str = ""

    @property
    def is_over(self) -> bool:
        """Whether the way of the nomination has ended."""
        return not self.of_whom

    @property
    def sentence(self) -> str:
        """The whole in one Chinese sentence."""
        parts = [f"{self.says}{self._until}", self.then]
        return f"{'；'.join(part for part in parts if part)}。"

    @property
    def _until(self) -> str:
        if self.until_on is None:
            return ""
        if self.is_planned:
            return f"，计划{self.until_on}前"
        return f"（{self.until_on} 24时{'，暂定，放假安排公布后可能变动' if self.is_provisional else ''}）"
