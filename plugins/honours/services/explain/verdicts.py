"""The verdicts on a nomination with their grounds, and what the coming examinations would say of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from honours.domain.cycle import Cycle
from honours.domain.stages import Examination
from honours.domain.states import NominationState, RulingOutcome, Verdict
from honours.services.explain.explanation import ExplainedRule, Ruling
from honours.services.explain.known_rules import KnownRule, known_rules
from honours.services.explain.privacy import without_long_numbers
from honours.services.explain.sources import Papers, sources_of
from honours.services.judgement import preview
from honours.services.outcomes import cited
from honours.storage.unit_of_work import UnitOfWork

_ORDER = [examination.value for examination in Examination]
_COMING = {
    NominationState.RECEIVED: (Examination.POSTING, Examination.QUALIFICATION),
    NominationState.RECOMMENDED: (Examination.QUALIFICATION,),
}


def explained_rules(
    nomination: Row[Any], verdicts: Sequence[Row[Any]], papers: Papers, work: UnitOfWork
) -> tuple[ExplainedRule, ...]:
    """Return every verdict that stands, in the order of the regulation, and those foretold of what is still to come.

    ``nomination`` is the row of ``explain/find_nomination``, ``verdicts`` those of ``explain/list_verdicts``.
    """
    cycle = Cycle.parse(nomination.cycle)
    known = known_rules(cycle, nomination.call_on, nomination.nominations_due_on)
    place = {rule: place for place, rule in enumerate(known)}
    ordered = sorted(verdicts, key=lambda row: (_ORDER.index(row.stage), place.get(row.rule, len(place)), row.rule))
    told = [_explained(row, known.get(row.rule), papers) for row in ordered]
    judged = {row.stage for row in verdicts}
    coming = [
        examination
        for examination in _COMING.get(NominationState(nomination.state), ())
        if examination.value not in judged
    ]
    if coming:
        foretold = preview(cycle, nomination.nomination_no, coming, work)
        told += [_explained(row, known.get(row.rule), papers, is_coming=True) for row in foretold]
    return tuple(told)


def _explained(row: Any, known: KnownRule | None, papers: Papers, *, is_coming: bool = False) -> ExplainedRule:
    return ExplainedRule(
        rule=row.rule,
        stage=row.stage,
        article=row.article,
        article_label=cited(row.article),
        covers=known.covers if known else (row.article,),
        sentence=known.sentence if known else "",
        verdict=Verdict(row.verdict),
        found=without_long_numbers(row.found),
        required=row.required,
        since=known.since if known else None,
        sources=sources_of(known.looks, known.aspects, papers) if known else (),
        judged_on=None if is_coming else row.judged_on,
        ruling=None if is_coming or row.outcome is None else _ruling(row),
    )


def _ruling(row: Any) -> Ruling:
    return Ruling(RulingOutcome(row.outcome), without_long_numbers(row.reason), row.ruled_by, row.ruled_on)
