"""Replaces experts with the least change: who is late, must step back, or has left (award/11, employee-studio/6).

What was sealed stays. Everybody else keeps their entries as far as the rules allow; those that are taken over come to
their new experts in a sheet of their own.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from honours.domain.assignments import WithdrawalKind
from honours.domain.cycle import Cycle
from honours.domain.errors import WrongUse
from honours.services.review.assigning.drawing import Drawn, Reasons, draw, standing
from honours.services.review.assigning.loading import Loaded, load
from honours.services.review.assigning.problem import Pair
from honours.services.review.assigning.record import NoAssignment, runs
from honours.storage.unit_of_work import UnitOfWork


class NotLate(WrongUse):
    """Experts who owe no score sheet were to be replaced as late; carries them and those who owe one."""

    def __init__(self, experts: Collection[str], owing: Collection[str]) -> None:
        self.experts, self.owing = tuple(sorted(experts)), tuple(sorted(owing))
        super().__init__(
            f"{'、'.join(self.experts)} 没有欠交的评分表，不能按逾期改派。"
            f"欠交的有：{'、'.join(self.owing) or '（无）'}。"
        )


def replace_experts(cycle: Cycle, late: Collection[str], on: date, run_id: str, work: UnitOfWork) -> Drawn:
    """Take from ``late`` experts what they have not sealed, and from all what they may no longer score.

    Return what stands. A retry changes nothing: whoever was replaced owes nothing any more. Raise :class:`NoAssignment`
    before the first assignment, :class:`NotLate`, and :class:`TooFewExperts` when nobody can take over; then everything
    stays as it is.
    """
    with work:
        work.run("intake/lock_place", {"place": f"assignment/{cycle}"})
        known = runs(cycle, work)
        if not known:
            raise NoAssignment(cycle)
        run_no = known[-1].run_no + 1
        given = load(cycle, run_no, work, late=late)
        owing = {pair.expert_no for pair, one in given.standing.items() if not one.is_back}
        replaced = {row.expert_no for row in work.run("review/list_withdrawals", {"cycle": str(cycle)})}
        strange = set(late) - owing - replaced
        if strange:
            raise NotLate(strange, owing)
        reasons = _reasons(given, late)
        if reasons:
            draw(cycle, run_no, given, reasons, on, run_id, work)
        return standing(cycle, work)


def recheck(cycle: Cycle, on: date, run_id: str, work: UnitOfWork) -> Drawn | None:
    """Replace whoever may no longer score what they were assigned; return what stands, None when nothing changed.

    For a roster, a recusal or a conflict that comes while the experts score. Raise :class:`NoAssignment` before the
    first assignment, and :class:`TooFewExperts` when nobody can take over.
    """
    with work:
        before = len(runs(cycle, work))
    drawn = replace_experts(cycle, (), on, run_id, work)
    return drawn if drawn.run.run_no > before else None


def _reasons(given: Loaded, late: Collection[str]) -> Reasons:
    """Return the pairs that cannot stand, each with why."""
    panels = {one.expert_no: one.categories for one in given.problem.experts}
    categories = {one.nomination_no: one.category for one in given.problem.entries}
    found: dict[Pair, tuple[WithdrawalKind, str]] = {}
    for pair, one in given.standing.items():
        if pair in given.kept_apart:
            found[pair] = (WithdrawalKind.CONFLICT, given.kept_apart[pair])
        elif not one.is_back and pair.expert_no in late:
            found[pair] = (WithdrawalKind.LATE, "到期未交回评分表")
        elif not one.is_back and categories[pair.nomination_no] not in panels.get(pair.expert_no, ()):
            found[pair] = (WithdrawalKind.LEFT, "已不在本类别的评审组中或不再同意担任")
    return found
