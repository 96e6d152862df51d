"""Questions that only confirm: everything has come, go on. One tick, a remark, and a decision on record."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from airflow.sdk import Param

from honours.orchestration.forms import confirm_in, note_in
from honours.orchestration.human import Answer, Question, text_field, tick_field

if TYPE_CHECKING:
    from honours.domain.cycle import Cycle
    from honours.storage.unit_of_work import UnitOfWork


class Confirmation(Question):
    """Asks a person to confirm; ``decision`` names the kind of decision that is kept, ``tick`` what is confirmed."""

    decision: ClassVar[str]
    tick: ClassVar[str]

    @classmethod
    def params(cls) -> dict[str, Param]:
        """Return the fields of the form."""
        return {
            "is_checked": tick_field(f"{cls.tick}（必须打开开关）"),
            "note": text_field("说明（可不填）", multiline=True),
        }

    @abstractmethod
    def decided_on(self, cycle: Cycle, work: UnitOfWork) -> date:
        """Return the day that the confirmation bears."""

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return who confirmed, when somebody did."""
        from honours.services.decisions import DecisionKind, find_decision

        found = find_decision(cycle, DecisionKind(self.decision), work)
        return f"{found.decided_by}已于{found.decided_on}{self.options[0]}" if found else None

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Keep the confirmation."""
        from honours.services.decisions import Decision, DecisionKind, record_decision

        confirm_in(answer.form, "is_checked", self.tick)
        decided = Decision(
            cycle=cycle,
            kind=DecisionKind(self.decision),
            decided_on=self.decided_on(cycle, work),
            decided_by=answer.given_by,
            answer={"note": note_in(answer.form, "note", "说明")},
            run_id=answer.run_id,
        )
        record_decision(decided, work)
        return f"{answer.given_by}{self.options[0]}"
