"""The facts of all studio applications of one cycle, one row each, put together by the database in one select.

Each family of facts is a join and its columns; another family is one more of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, FromClause, and_, case, false, func, select

from honours.domain.cycle import Cycle
from honours.regulation.rules.studio import StudioTerms
from honours.regulation.rules.studio.facts import APPLICATION_FACTS
from honours.services.repeats import missing_evidence_of, orders_of, ties_of, without
from honours.services.resemblance.facts import with_resemblances
from honours.services.studio_repeats import (
    counterparts_of,
    leaders_of,
    name_key,
    namesakes_of,
    numbers_of,
    registered_of,
    standing_of,
    stated_no,
    taken_names_of,
)
from honours.services.verification_facts import visit_facts, visits_of
from honours.storage.tables import nomination, studio_application

_n, _a = nomination.c, studio_application.c


@dataclass(frozen=True, slots=True)
class Family:
    """Facts that come from one place: what is joined, on what, and the columns."""

    source: FromClause
    on: ColumnElement[bool]
    columns: Sequence[ColumnElement[Any]]


def studio_facts_of(terms: StudioTerms, only: str | None = None) -> CTE:
    """Return the facts named in the studios' rules, with ``nomination_no``, ``revision`` and ``state`` beside them.

    With ``only`` there is one row, of this number, and of the rest of the year only what it shares is looked at. All
    joins are outer ones, as those of the award.
    """
    of_cycle = and_(_n.cycle == str(terms.cycle), _n.is_withdrawn.is_(False))
    if only is not None:
        of_cycle = and_(of_cycle, _n.nomination_no == only)
    columns: list[ColumnElement[Any]] = [
        _n.nomination_no,
        _n.revision,
        _n.state,
        _n.category,
        _n.person_name,
        _n.unit_name,
        _n.unit_uscc,
        _n.project_name,
        _n.received_on,
        _n.priority_no,
    ]
    joined: FromClause = nomination
    families = (
        _application(),
        *_recommendation(terms.cycle, only),
        *_elsewhere(terms.cycle, only),
        _visit(terms.cycle, only),
    )
    for family in families:
        joined = joined.outerjoin(family.source, family.on)
        columns += family.columns
    joined, resemblances = with_resemblances(joined, terms.cycle, terms.closeness, only)
    return select(*columns, *resemblances).select_from(joined).where(of_cycle).cte("facts")


def _application() -> Family:
    listed = func.array_to_string(_a.evidence_names, "、").label("evidence_listed")
    columns = [_a[name] for name in APPLICATION_FACTS]
    return Family(
        studio_application, _a.nomination_no == _n.nomination_no, [*columns, stated_no().label("studio_no"), listed]
    )


def _recommendation(cycle: Cycle, only: str | None) -> tuple[Family, ...]:
    orders, ties = orders_of(cycle, only), ties_of(cycle, only)
    missing = missing_evidence_of(cycle, only, studio_application)
    is_tied = and_(
        ties.c.body_code == _n.body_code, ties.c.category == _n.category, ties.c.priority_no == _n.priority_no
    )
    return (
        Family(missing, missing.c.nomination_no == _n.nomination_no, [missing.c.names.label("missing_evidence")]),
        Family(
            orders,
            and_(orders.c.body_code == _n.body_code, orders.c.category == _n.category),
            [orders.c.entry_count.label("priority_entry_count"), orders.c.highest_no.label("priority_highest_no")],
        ),
        Family(ties, is_tied, [without(ties.c.nos, _n.nomination_no).label("priority_tied_nos")]),
    )


def _elsewhere(cycle: Cycle, only: str | None) -> tuple[Family, ...]:
    """Return what the register, the rest of the cycle and the other scheme have of the same studio or leader."""
    number, registered, standing = _n.nomination_no, registered_of(only), standing_of(cycle, only)
    leaders, namesakes = leaders_of(cycle, only), namesakes_of(cycle, only)
    counterparts, taken, numbers = counterparts_of(cycle, only), taken_names_of(cycle, only), numbers_of(cycle, only)
    # Who has no ID number cannot be looked for among the others, so nobody knows how many there are.
    count = case((_n.person_id_hmac.is_not(None), func.coalesce(leaders.c.entry_count, 1)))
    return (
        Family(
            registered,
            registered.c.studio_no == stated_no(),
            [
                registered.c.scheme.label("register_scheme"),
                registered.c.name.label("register_name"),
                registered.c.unit_name.label("register_unit_name"),
                registered.c.unit_uscc.label("register_unit_uscc"),
                registered.c.first_named_on,
                registered.c.is_demonstration.label("is_registered_demonstration"),
            ],
        ),
        Family(
            standing,
            standing.c.nomination_no == number,
            [
                func.array_to_string(standing.c.own_nos, "、").label("standing_nos"),
                func.array_to_string(standing.c.other_nos, "、").label("standing_elsewhere_nos"),
                func.coalesce(standing.c.is_demonstration, false()).label("is_standing_demonstration"),
            ],
        ),
        Family(
            leaders,
            leaders.c.person_id_hmac == _n.person_id_hmac,
            [count.label("leader_entry_count"), without(leaders.c.nos, number).label("leader_other_nos")],
        ),
        Family(
            namesakes,
            namesakes.c.name_key == name_key(_n.project_name),
            [without(namesakes.c.nos, number).label("namesake_nos")],
        ),
        Family(numbers, numbers.c.stated_no == stated_no(), [without(numbers.c.nos, number).label("same_number_nos")]),
        Family(taken, taken.c.nomination_no == number, [without(taken.c.nos, stated_no()).label("taken_by_nos")]),
        Family(
            counterparts,
            counterparts.c.nomination_no == number,
            [func.array_to_string(counterparts.c.nos, "、").label("counterpart_nos")],
        ),
    )


def _visit(cycle: Cycle, only: str | None) -> Family:
    visits = visits_of(cycle, only)
    return Family(visits, visits.c.nomination_no == _n.nomination_no, visit_facts(visits))
