"""What the visits found, one row a studio: the findings of the nine aspects side by side (model-studio/12)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, func, select, true

from honours.domain.cycle import Cycle
from honours.domain.studios import Aspect
from honours.storage.tables import studio_application, verification_finding, verification_form

_f, _v = verification_finding.c, verification_form.c


def visits_of(cycle: Cycle, only: str | None = None) -> Subquery:
    """Return ``nomination_no`` with the number seen, the conclusion and the note of each aspect.

    A form that has not come back whole says nothing yet. ``only`` is the number of the one studio that is asked about.
    """
    found = [
        func.max(column).filter(_f.aspect == aspect.value).label(f"{aspect.value}_{part}")
        for aspect in Aspect
        for part, column in (("observed", _f.observed), ("conclusion", _f.conclusion), ("note", _f.note))
    ]
    of_cycle = and_(_v.cycle == str(cycle), _v.received_on.is_not(None))
    return (
        select(_f.nomination_no, *found)
        .join(verification_form, _v.nomination_no == _f.nomination_no)
        .where(of_cycle, true() if only is None else _f.nomination_no == only)
        .group_by(_f.nomination_no)
        .subquery("visits")
    )


def visit_facts(visits: Subquery) -> list[ColumnElement[Any]]:
    """Return the facts of a visit by the names of the rules, what the application claims of each aspect among them."""
    claims = [studio_application.c[aspect.claim].label(f"{aspect.value}_claimed") for aspect in Aspect]
    return [*claims, *(column for column in visits.c if column.key != "nomination_no")]
