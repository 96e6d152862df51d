"""What comes more than once in a cycle, or is missing: the counts and numbers that the facts of a nomination need.

Repeated keys are found by grouping first, so that only the few repeated ones cost anything. With the number of one
nomination (``only``) the entries are those that share the key with it: its facts are the same, and the rest of the
cycle is not looked at.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ARRAY,
    CTE,
    ColumnElement,
    FromClause,
    Select,
    Table,
    Text,
    and_,
    any_,
    cast,
    func,
    literal,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by, distinct_on

from honours.domain.cycle import Cycle
from honours.storage.tables import evidence_file, invention_patent, nomination, nomination_posting

_SEPARATORS, _ONE_SEPARATOR = ",，;；", "、、、、"
_IN_NAMES = " \u3000\u00b7\u2022"
entries = nomination.alias("entries")


def listed(number: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the numbers of a group as an array, in order."""
    return func.array_agg(aggregate_order_by(number, number))


def without(numbers: ColumnElement[Any], own: ColumnElement[Any]) -> ColumnElement[str]:
    """Return the other numbers as text; NULL when there are none."""
    return func.nullif(func.array_to_string(func.array_remove(numbers, own), "、"), "")


def counted_in(*cycles: Cycle) -> ColumnElement[bool]:
    """Return the condition that an entry is of one of the cycles and not withdrawn."""
    return and_(entries.c.cycle.in_([str(cycle) for cycle in cycles]), entries.c.is_withdrawn.is_(False))


def shared_with(only: str | None, *columns: str) -> ColumnElement[bool]:
    """Return the condition that an entry has the same values in ``columns`` as the one nomination; none without it."""
    if only is None:
        return true()
    one = nomination.alias("one")
    same = [
        entries.c[name] == select(one.c[name]).where(one.c.nomination_no == only).scalar_subquery() for name in columns
    ]
    return and_(*same)


def repeated(keys: list[ColumnElement[Any]], rows: Select[Any], name: str) -> CTE:
    """Return the keys that come more than once, with the count, the categories and the numbers of their rows."""
    source = rows.subquery(f"{name}_rows")
    columns = [source.c[key.name] for key in keys]
    often = select(*columns).group_by(*columns).having(func.count() > 1).subquery(f"{name}_keys")
    same = and_(*(often.c[column.name] == column for column in columns))
    return (
        select(
            *columns,
            func.count().label("entry_count"),
            func.count(source.c.category.distinct()).label("category_count"),
            listed(source.c.nomination_no).label("nos"),
        )
        .select_from(source.join(often, same))
        .group_by(*columns)
        .cte(name)
    )


def persons_of(cycle: Cycle, only: str | None = None) -> CTE:
    """Return the persons with several nominations, in whatever category (award/4.4)."""
    e = entries.c
    counted = counted_in(cycle), shared_with(only, "person_id_hmac"), e.person_id_hmac.is_not(None)
    rows = select(e.nomination_no, e.category, e.person_id_hmac).where(*counted)
    return repeated([e.person_id_hmac], rows, "persons")


def ties_of(cycle: Cycle, only: str | None = None) -> CTE:
    """Return the places in a body's order of one category that several nominations share (award/10)."""
    e = entries.c
    counted = counted_in(cycle), shared_with(only, "body_code", "category", "priority_no")
    rows = select(e.nomination_no, e.category, e.body_code, e.priority_no).where(*counted)
    return repeated([e.body_code, e.category, e.priority_no], rows, "ties")


def patent_key(of: FromClause = invention_patent) -> ColumnElement[str]:
    """The number of a patent without the prefix, dots and blanks that people write or leave out."""
    return func.regexp_replace(func.upper(of.c.patent_no), "^ZL|[^0-9A-Z]", "", "g", type_=Text())


def patents_of(cycle: Cycle, only: str | None = None) -> CTE:
    """Return the patents that several nominations name (award/7.4)."""
    e = entries.c
    key = patent_key().label("patent_key")
    rows = (
        select(e.nomination_no, e.category, key)
        .join_from(entries, invention_patent, invention_patent.c.nomination_no == e.nomination_no)
        .where(counted_in(cycle), invention_patent.c.patent_no.is_not(None))
    )
    if only is not None:
        one = invention_patent.alias("one_patent")
        rows = rows.join(one, patent_key(one) == patent_key()).where(one.c.nomination_no == only)
    return repeated([key], rows, "patents")


def _owner_names(of: FromClause) -> ColumnElement[Any]:
    return func.string_to_array(func.translate(of.c.patentee, _SEPARATORS, _ONE_SEPARATOR), "、")


def owners_of(cycle: Cycle, limit: int, only: str | None = None) -> CTE:
    """Return for each nomination its patentee with the most entries, where one has more than ``limit``."""
    e = entries.c
    name = func.unnest(_owner_names(invention_patent)).table_valued("name").render_derived("named_owner")
    owner = func.btrim(name.c.name).label("owner")
    named = (
        select(e.nomination_no, owner)
        .select_from(
            entries.join(invention_patent, invention_patent.c.nomination_no == e.nomination_no).join(name, true())
        )
        .where(counted_in(cycle), owner != "")
    )
    if only is not None:
        one = invention_patent.alias("one_patent")
        own = func.unnest(_owner_names(one)).table_valued("name").render_derived("own_owner")
        owned = select(func.btrim(own.c.name).label("owner")).select_from(one.join(own, true()))
        of_one = owned.where(one.c.nomination_no == only).subquery("own_owners")
        # Looked for as plain text first, because to split the names of all patents takes far longer.
        alike = func.array_agg(func.concat("%", func.replace(of_one.c.owner, "\\", "_"), "%", type_=Text()))
        named = named.where(
            invention_patent.c.patentee.like(any_(cast(select(alike).scalar_subquery(), ARRAY(Text)))),
            owner.in_(select(of_one.c.owner)),
        )
    rows = named.subquery("owner_rows")
    # Counted roughly first, because one nomination may name a patentee twice and DISTINCT over all would cost more.
    often = select(rows.c.owner).group_by(rows.c.owner).having(func.count() > limit).subquery("owner_keys")
    once = select(rows.c.owner, rows.c.nomination_no).join(often, often.c.owner == rows.c.owner).distinct().subquery()
    crowded = (
        select(once.c.owner, func.count().label("entry_count"), listed(once.c.nomination_no).label("nos"))
        .group_by(once.c.owner)
        .having(func.count() > limit)
        .cte("crowded_owners")
    )
    number = func.unnest(crowded.c.nos).table_valued("nomination_no").render_derived("crowd")
    return (
        select(number.c.nomination_no, crowded.c.entry_count, func.array_to_string(crowded.c.nos, "、").label("nos"))
        .select_from(crowded.join(number, true()))
        .ext(distinct_on(number.c.nomination_no))
        .order_by(number.c.nomination_no, crowded.c.entry_count.desc(), crowded.c.owner)
        .cte("owners")
    )


def orders_of(cycle: Cycle, only: str | None = None) -> CTE:
    """Return for each body and category how many nominations there are and the highest place given (award/10)."""
    e = entries.c
    return (
        select(e.body_code, e.category, func.count().label("entry_count"), func.max(e.priority_no).label("highest_no"))
        .where(counted_in(cycle), shared_with(only, "body_code", "category"))
        .group_by(e.body_code, e.category)
        .cte("orders")
    )


def missing_evidence_of(cycle: Cycle, only: str | None = None, named_in: Table = nomination_posting) -> CTE:
    """Return the names of evidence files that a nomination names in this table and its body has not sent."""
    e, f = entries.c, evidence_file.c
    name = func.unnest(named_in.c.evidence_names).table_valued("file_name").render_derived("named")
    arrived = and_(f.cycle == e.cycle, f.body_code == e.body_code, f.file_name == name.c.file_name)
    return (
        select(
            e.nomination_no,
            func.string_agg(cast(name.c.file_name, Text), aggregate_order_by(literal("、"), name.c.file_name)).label(
                "names"
            ),
        )
        .select_from(
            entries.join(named_in, named_in.c.nomination_no == e.nomination_no)
            .join(name, true())
            .outerjoin(evidence_file, arrived)
        )
        .where(counted_in(cycle), shared_with(only, "nomination_no"), f.file_name.is_(None))
        .group_by(e.nomination_no)
        .cte("missing_evidence")
    )
