"""What the questions on referred nominations share: the table that is shown, the form, the rulings and the decision."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from airflow.sdk import Param

from honours.domain.cycle import Cycle
from honours.domain.stages import Examination
from honours.orchestration.forms import confirm_in, reasons_in
from honours.orchestration.human import Answer, Question, text_field, tick_field

if TYPE_CHECKING:
    from honours.services.decisions import Decision
    from honours.storage.unit_of_work import UnitOfWork


class RulingQuestion(Question):
    """What the rules of an examination leave to people; ``milestone`` is the one whose day the rulings bear.

    ``source`` heads the column of what was found.
    """

    examination: ClassVar[Examination]
    milestone: ClassVar[str]
    source: ClassVar[str]
    options = ("提交认定结果",)

    @staticmethod
    def params() -> dict[str, Param]:
        """Return the fields of the form."""
        return {
            "refused": text_field(
                "不通过的编号及理由", "每行一条：编号 理由，例如 2025-KJ-0101-003 缺少应用证明", multiline=True
            ),
            "others_pass": tick_field("其余均予通过（必须打开开关）"),
        }

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return who ruled, when somebody did and nothing was referred since."""
        from honours.services.review.referrals import referrals

        found = [decision for decision in _decisions(cycle, work) if self._is_ours(decision)]
        if not found or referrals(cycle, work, self.examination):
            return None
        return f"{found[-1].decided_by}已于{found[-1].decided_on}认定"

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return the referred verdicts with their facts; None when there are none."""
        from honours.services.review.referrals import referrals, referrals_markdown

        referred = referrals(cycle, work, self.examination)
        return referrals_markdown(referred, self.source) if referred else None

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Rule on everything that was referred and keep what was answered under the next number."""
        from honours.orchestration.days import bears
        from honours.services.decisions import Decision, DecisionKind, record_decision
        from honours.services.review import qualification

        confirm_in(answer.form, "others_pass", "其余均予通过")
        refused = reasons_in(answer.form, "refused", "不通过的编号及理由")
        command = qualification.RuleOnReferrals(
            cycle=cycle,
            refused=refused,
            ruled_by=answer.given_by,
            ruled_on=bears(cycle, self.milestone, work),
            run_id=answer.run_id,
            examination=self.examination,
        )
        qualification.rule_on_referrals(command, work)
        decided = Decision(
            cycle=cycle,
            kind=DecisionKind.REFERRALS_RULED,
            decided_on=command.ruled_on,
            decided_by=answer.given_by,
            answer={"refused": refused, "examination": self.examination.value},
            run_id=answer.run_id,
            decision_no=len(_decisions(cycle, work)) + 1,
        )
        record_decision(decided, work)
        return f"{answer.given_by}认定完毕，不通过{len(refused)}项"

    def _is_ours(self, decision: Decision) -> bool:
        # Decisions were first kept without the examination; the qualification was the only one then.
        return bool(decision.answer.get("examination", Examination.QUALIFICATION.value) == self.examination.value)


def _decisions(cycle: Cycle, work: UnitOfWork) -> list[Decision]:
    """Return all decisions on referrals of the cycle, by number."""
    from honours.services.decisions import DecisionKind, find_decision

    found: list[Decision] = []
    while (one := find_decision(cycle, DecisionKind.REFERRALS_RULED, work, decision_no=len(found) + 1)) is not None:
        found.append(one)
    return found
