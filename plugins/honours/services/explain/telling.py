"""Reads out of the database what can be told of one nomination."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from honours.domain.cycle import Category, Cycle
from honours.domain.errors import WrongUse
from honours.domain.money import Money
from honours.domain.stages import Examination
from honours.domain.states import NominationState, PaymentState, RankingOutcome, RulingOutcome, Verdict
from honours.services.explain.awaiting import awaits
from honours.services.explain.explanation import (
    ExplainedObjection,
    ExplainedPayment,
    ExplainedRule,
    ExplainedState,
    Explanation,
    Ruling,
    Scoring,
    Source,
)
from honours.services.judgement import preview
from honours.services.outcomes import cited
from honours.storage.unit_of_work import UnitOfWork

_ORDER = [examination.value for examination in Examination]
_COMING = {
    NominationState.RECEIVED: (Examination.POSTING, Examination.QUALIFICATION),
    NominationState.RECOMMENDED: (Examination.QUALIFICATION,),
}


class UnknownNomination(WrongUse):
    """A number that no nomination bears; carries it and the numbers that begin alike."""

    def __init__(self, nomination_no: str, near: tuple[str, ...]) -> None:
        self.nomination_no, self.near = nomination_no, near
        hint = f"相近的有：{'、'.join(near)}。" if near else "编号写作 年份-奖项-单位-序号，例如 2025-KJ-0101-003。"
        super().__init__(f"没有编号为“{nomination_no}”的申报。{hint}")


def explain(nomination_no: str, work: UnitOfWork) -> Explanation:
    """Return everything that can be told of the nomination; raise :class:`UnknownNomination`.

    Stages that have not judged it yet are foretold by the same rules on the facts as they are, and marked so.
    """
    key = {"nomination_no": nomination_no.strip().upper()}
    with work:
        found = work.run("explain/find_nomination", key).one_or_none()
        if found is None:
            raise _unknown(key["nomination_no"], work)
        moves, verdicts, points, objections, payments = (
            work.run(f"explain/{name}", key).all()
            for name in ("list_moves", "list_verdicts", "list_points", "list_objections", "list_payments")
        )
        ranking = work.run("explain/find_ranking", key).one_or_none()
        milestones = {
            row.code: row.planned_on for row in work.run("explain/list_milestones", {"cycle": found.cycle}).all()
        }
    state = NominationState(found.state)
    rules = _rules(found, state, verdicts, work)
    paid = tuple(_payment(row) for row in payments)
    return Explanation(
        nomination_no=found.nomination_no,
        cycle=Cycle.parse(found.cycle),
        category=Category(found.category),
        project_name=found.project_name,
        person_name=found.person_name,
        unit_name=found.unit_name,
        body_name=found.body_name,
        state=state,
        awaits=awaits(state, rules, paid, milestones, found.notice_closes_on),
        source=Source(found.file_name, found.source_sheet, found.source_row, found.revision, found.received_on),
        states=tuple(_state(row) for row in moves),
        rules=rules,
        scoring=_scoring(points, ranking),
        objections=tuple(
            ExplainedObjection(
                row.objection_no, row.received_on, row.ground_article, row.finding, row.is_upheld, row.closed_on
            )
            for row in objections
        ),
        payments=paid,
    )


def _unknown(nomination_no: str, work: UnitOfWork) -> UnknownNomination:
    beginning = nomination_no.rpartition("-")[0] or nomination_no
    near = work.run("explain/list_near_numbers", {"beginning": beginning}).scalars()
    return UnknownNomination(nomination_no, tuple(near))


def _rules(
    found: Row[Any], state: NominationState, verdicts: list[Row[Any]] | Any, work: UnitOfWork
) -> tuple[ExplainedRule, ...]:
    told = [_rule(row) for row in sorted(verdicts, key=lambda row: _ORDER.index(row.stage))]
    judged = {rule.stage for rule in told}
    for stage in _COMING.get(state, ()):
        if stage.value not in judged:
            told += [
                ExplainedRule(
                    rule=coming.rule,
                    stage=coming.stage,
                    article=coming.article,
                    article_label=cited(coming.article),
                    verdict=Verdict(coming.verdict),
                    found=coming.found,
                    required=coming.required,
                    judged_on=None,
                    ruling=None,
                )
                for coming in preview(Cycle.parse(found.cycle), found.nomination_no, [stage], work)
            ]
    return tuple(told)


def _rule(row: Row[Any]) -> ExplainedRule:
    ruling = None
    if row.outcome is not None:
        ruling = Ruling(RulingOutcome(row.outcome), row.reason, row.ruled_by, row.ruled_on)
    return ExplainedRule(
        rule=row.rule,
        stage=row.stage,
        article=row.article,
        article_label=cited(row.article),
        verdict=Verdict(row.verdict),
        found=row.found,
        required=row.required,
        judged_on=row.judged_on,
        ruling=ruling,
    )


def _state(row: Row[Any]) -> ExplainedState:
    state = NominationState(row.state)
    return ExplainedState(state, state.label, row.moved_on, row.actor, row.reason, row.article)


def _scoring(points: Any, ranking: Row[Any] | None) -> Scoring:
    given = tuple(row.points for row in points)
    if ranking is None:
        return Scoring(given, None, None, None)
    return Scoring(given, ranking.mean_points, ranking.rank, RankingOutcome(ranking.outcome))


def _payment(row: Row[Any]) -> ExplainedPayment:
    state = PaymentState(row.state)
    return ExplainedPayment(row.bank_ref, Money(row.amount_cny), state, state.label, row.moved_on, row.receipt_no)
