"""The last look before scores count: no expert may have judged an entry from which something keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from honours.domain.conflicts import ConflictKind
from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.storage.unit_of_work import UnitOfWork

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class StandingConflict:
    """An expert who stands where they must not: the entry and the reasons in Chinese."""

    expert_no: str
    expert_name: str
    nomination_no: str
    kind: ConflictKind
    reason: str

    def __str__(self) -> str:
        return f"{self.expert_no} {self.expert_name} 与 {self.nomination_no}（{self.kind.label}：{self.reason}）"


class Conflicted(RefusedInput):
    """Experts judge entries from which they must step back; carries every such conflict."""

    def __init__(self, cycle: Cycle, conflicts: Sequence[StandingConflict]) -> None:
        self.cycle, self.conflicts = cycle, tuple(conflicts)
        listed = "；".join(str(one) for one in conflicts[:_SHOWN])
        more = f"；等 {len(conflicts)} 处" if len(conflicts) > _SHOWN else ""
        super().__init__(
            f"{cycle.label}有专家评审了应当回避的项目，评分不能计入：{listed}{more}。"
            "请为这些项目改派专家；属于同名误判的，请在名册中更正后重新报送。"
        )


def require_no_conflict(cycle: Cycle, work: UnitOfWork) -> None:
    """Return when nobody who is to score, or has scored, an entry of the cycle must step back from it.

    Raise :class:`Conflicted` otherwise. The unit of work has begun.
    """
    rows = work.run("review/list_conflicted_scorers", {"cycle": str(cycle)}).all()
    if rows:
        raise Conflicted(
            cycle,
            [
                StandingConflict(row.expert_no, row.expert_name, row.nomination_no, ConflictKind(row.kind), row.reason)
                for row in rows
            ],
        )
