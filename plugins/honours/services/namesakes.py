"""Nominations of one name and employer of which at least one has no ID number: nobody knows whether it is one person.

Begun from those without a number: they are few, so that all others cost one comparison each (award/4.4).
"""

from __future__ import annotations

from sqlalchemy import CTE, ColumnElement, FromClause, Text, and_, func, select, true, tuple_
from sqlalchemy.dialects.postgresql import aggregate_order_by

from honours.domain.cycle import Cycle
from honours.services.repeats import counted_in, entries, listed
from honours.storage.tables import nomination

_BLANKS_AND_DOTS = " \u3000\u00b7\u2022"


def name_key(of: FromClause = nomination) -> ColumnElement[str]:
    """The name of a person without the blanks and dots that people write or leave out."""
    return func.translate(of.c.person_name, _BLANKS_AND_DOTS, "", type_=Text())


def namesakes_of(cycle: Cycle, only: str | None = None) -> CTE:
    """Return name and employer of several nominations, one at least without ID number: all of them, and those without.

    With ``only`` nothing but the name and employer of this nomination is looked at.
    """
    e, unknown = entries.c, nomination.alias("unknown")
    key = name_key(entries).label("name_key")
    asked = (
        select(name_key(unknown).label("name_key"), unknown.c.unit_uscc)
        .where(unknown.c.cycle == str(cycle), unknown.c.is_withdrawn.is_(False), unknown.c.person_id_hmac.is_(None))
        .distinct()
        .subquery("asked")
    )
    unknown_nos = func.array_agg(aggregate_order_by(e.nomination_no, e.nomination_no))
    return (
        select(
            key,
            e.unit_uscc,
            listed(e.nomination_no).label("nos"),
            unknown_nos.filter(e.person_id_hmac.is_(None)).label("unknown_nos"),
        )
        .select_from(entries.join(asked, and_(asked.c.name_key == key, asked.c.unit_uscc == e.unit_uscc)))
        .where(counted_in(cycle), _named_like(only))
        .group_by(key, e.unit_uscc)
        .having(func.count() > 1)
        .cte("namesakes")
    )


def _named_like(only: str | None) -> ColumnElement[bool]:
    if only is None:
        return true()
    one = nomination.alias("one")
    own = select(name_key(one), one.c.unit_uscc).where(one.c.nomination_no == only)
    return tuple_(name_key(entries), entries.c.unit_uscc).in_(own)
