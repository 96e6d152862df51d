"""Reads out of the database what can be told of one nomination."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from honours.domain.conflicts import ConflictKind
from honours.domain.cycle import Category, Cycle
from honours.domain.money import Money
from honours.domain.nomination_numbers import NominationNo, tidied
from honours.domain.states import NominationState, PaymentState, RankingOutcome
from honours.domain.studios import Aspect
from honours.regulation.forms import nomination_form
from honours.services.explain.awaiting import Situation, awaits
from honours.services.explain.consultations import explained_consultation
from honours.services.explain.explanation import (
    ExplainedConflict,
    ExplainedObjection,
    ExplainedPayment,
    ExplainedState,
    Explanation,
    NeverTaken,
    Scoring,
    Source,
)
from honours.services.explain.meetings import explained_meeting
from honours.services.explain.privacy import without_long_numbers
from honours.services.explain.progress import progress
from honours.services.explain.returned import ReturnedRow, returned_rows
from honours.services.explain.sources import Papers, VisitCell
from honours.services.explain.strangers import never_taken
from honours.services.explain.verdicts import explained_rules
from honours.services.explain.workbooks import places_as_sent_out, places_in
from honours.services.notice.notices import own_notice
from honours.services.notice.treated import TreatedObjection, read_objections
from honours.services.outcomes import cited
from honours.services.ties import tie_sentence
from honours.storage.unit_of_work import UnitOfWork


def explain(nomination_no: str, work: UnitOfWork) -> Explanation | NeverTaken:
    """Return everything that can be told of the number; raise :class:`UnknownNomination`.

    Examinations that have not judged a nomination yet are foretold by the same rules on the facts as they are, and
    marked so. A number whose row came and was returned each time is told as such.
    """
    key = {"nomination_no": str(NominationNo.parse(nomination_no) or tidied(nomination_no))}
    with work:
        found = work.run("explain/find_nomination", key).one_or_none()
        if found is None:
            return never_taken(key["nomination_no"], work)
        rows = {
            name: work.run(f"explain/{name}", key).all()
            for name in (
                "list_moves",
                "list_verdicts",
                "count_conflicts",
                "list_points",
                "list_meetings",
                "list_consultation",
                "list_payments",
                "list_visit_findings",
            )
        }
        ranking = work.run("explain/find_ranking", key).one_or_none()
        around = work.run("explain/find_awaited", key).one()
        planned = {
            row.code: row.planned_on for row in work.run("explain/list_milestones", {"cycle": found.cycle}).all()
        }
        papers = _papers(found, rows["list_visit_findings"], work)
        returns = _later_returns(found, papers, work)
        objections = read_objections(Cycle.parse(found.cycle), work)
    cycle, state = Cycle.parse(found.cycle), NominationState(found.state)
    rules = explained_rules(found, rows["list_verdicts"], papers, work)
    payments = tuple(_payment(row) for row in rows["list_payments"])
    notice = own_notice(cycle, found.nomination_no, work) if state is NominationState.ON_NOTICE else None
    window = None if notice is None else notice.window
    situation = Situation(cycle.scheme, found.nominations_due_on, around, window, planned, rules, payments)
    moves = rows["list_moves"]
    return Explanation(
        nomination_no=found.nomination_no,
        cycle=cycle,
        category=Category(found.category),
        project_name=without_long_numbers(found.project_name),
        person_name=found.person_name,
        unit_name=found.unit_name,
        body_name=found.body_name,
        state=state,
        state_label=state.label_in(cycle.scheme),
        awaited=awaits(state, situation),
        source=Source(
            file_name=found.file_name,
            sheet=found.source_sheet,
            row=found.source_row,
            revision=found.revision,
            received_on=found.received_on,
            is_checked=papers.is_checked,
        ),
        progress=progress(cycle.scheme, state, [(NominationState(row.state), row.moved_on) for row in moves]),
        states=tuple(_state(row, cycle) for row in moves),
        rules=rules,
        conflicts=_conflicts(rows["count_conflicts"]),
        scoring=_scoring(rows["list_points"], ranking),
        meetings=tuple(explained_meeting(row) for row in rows["list_meetings"]),
        consultation=explained_consultation(rows["list_consultation"]),
        objections=tuple(_objection(one) for one in objections if one.nomination_no == found.nomination_no),
        payments=payments,
        later_returns=returns,
    )


def _papers(found: Row[Any], visit: Sequence[Row[Any]], work: UnitOfWork) -> Papers:
    form = nomination_form(Cycle.parse(found.cycle).scheme, Category(found.category))
    places = places_in(found.sha256, form, work)
    return Papers(
        form=form,
        places=places or places_as_sent_out(form),
        is_checked=places is not None,
        file_name=found.file_name,
        sheet=found.source_sheet,
        row=found.source_row,
        visit=tuple(VisitCell(Aspect(row.aspect), row.file_name, row.sheet, row.cell) for row in visit),
    )


def _later_returns(found: Row[Any], papers: Papers, work: UnitOfWork) -> tuple[ReturnedRow, ...]:
    number = NominationNo(Cycle.parse(found.cycle), Category(found.category), found.body_code, found.serial_no)
    return returned_rows(number, papers.form, work, found.received_at)


def _state(row: Row[Any], cycle: Cycle) -> ExplainedState:
    state = NominationState(row.state)
    return ExplainedState(
        state=state,
        label=state.label_in(cycle.scheme),
        on=row.moved_on,
        actor=row.actor,
        reason=without_long_numbers(row.reason),
        article=row.article,
        article_label=cited(row.article),
    )


def _conflicts(rows: Sequence[Row[Any]]) -> tuple[ExplainedConflict, ...]:
    counted = {row.kind: row.experts for row in rows}
    return tuple(ExplainedConflict(kind, kind.label, counted[kind]) for kind in ConflictKind if kind in counted)


def _scoring(points: Sequence[Row[Any]], ranking: Row[Any] | None) -> Scoring:
    given = tuple(row.points for row in points)
    if ranking is None:
        return Scoring(given, None, None, None)
    return Scoring(
        given, ranking.mean_points, ranking.rank, RankingOutcome(ranking.outcome), tie_sentence(ranking.tie_keys)
    )


def _objection(one: TreatedObjection) -> ExplainedObjection:
    return ExplainedObjection(
        objection_no=one.objection_no,
        received_on=one.received_on,
        ground_article=one.ground_article,
        ground_label=cited(one.ground_article),
        how=one.how,
        reply_due_on=one.reply_due_on,
        finding=None if one.finding is None else without_long_numbers(one.finding),
        is_upheld=one.is_upheld,
        closed_on=one.closed_on,
        replied_on=one.replied_on,
    )


def _payment(row: Row[Any]) -> ExplainedPayment:
    state = PaymentState(row.state)
    return ExplainedPayment(row.bank_ref, Money(row.amount_cny), state, state.label, row.moved_on, row.receipt_no)
