"""The facts of all nominations of one cycle, one row each, put together by the database in one select.

Withdrawn nominations are neither judged nor counted. What one person, one patent, one patentee or one body's order has
more than once is found by grouping first, so that only the few repeated ones cost anything.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, Text, and_, case, cast, func, literal, select, true
from sqlalchemy.dialects.postgresql import aggregate_order_by, distinct_on

from honours.domain.cycle import Cycle
from honours.regulation.rules import Terms
from honours.services.closings import closings
from honours.storage.tables import (
    evidence_file,
    golden_idea,
    invention_patent,
    nomination,
    nomination_posting,
    operating_method,
    tech_achievement,
)

_SEPARATORS, _ONE_SEPARATOR = ",，;；", "、、、、"
_entries = nomination.alias("entries")


def facts_of(terms: Terms) -> CTE:
    """Return the facts named in the rules, with ``nomination_no``, ``revision`` and ``state`` beside them.

    All joins are outer ones, though every nomination has its body's order: inner ones make the planner expect few rows.
    """
    cycle = terms.cycle
    of_cycle = and_(nomination.c.cycle == str(cycle), nomination.c.is_withdrawn.is_(False))
    persons, patents, owners = _persons(cycle), _patents(cycle), _owners(cycle, terms.entries_per_patentee)
    orders, ties, missing, window = _orders(cycle), _ties(cycle), _missing_evidence(cycle), closings(terms.posting)
    n, p, t = nomination.c, nomination_posting.c, tech_achievement.c
    m, i, g = operating_method.c, invention_patent.c, golden_idea.c
    key = n.nomination_no
    joined = (
        nomination.outerjoin(nomination_posting, p.nomination_no == key)
        .outerjoin(window, window.c.posted_on == p.posted_on)
        .outerjoin(missing, missing.c.nomination_no == key)
        .outerjoin(orders, and_(orders.c.body_code == n.body_code, orders.c.category == n.category))
        .outerjoin(
            ties,
            and_(ties.c.body_code == n.body_code, ties.c.category == n.category, ties.c.priority_no == n.priority_no),
        )
        .outerjoin(persons, persons.c.person_id_hmac == n.person_id_hmac)
        .outerjoin(tech_achievement, t.nomination_no == key)
        .outerjoin(operating_method, m.nomination_no == key)
        .outerjoin(invention_patent, i.nomination_no == key)
        .outerjoin(patents, patents.c.patent_key == _patent_key())
        .outerjoin(owners, owners.c.nomination_no == key)
        .outerjoin(golden_idea, g.nomination_no == key)
    )
    columns: tuple[ColumnElement[Any], ...] = (
        key,
        n.revision,
        n.state,
        n.category,
        n.is_frontline,
        n.is_unit_head,
        n.professional_title,
        n.completer_rank,
        n.prior_award,
        n.is_state_secret,
        n.has_ip_dispute,
        n.is_medical,
        n.is_government_or_enterprise_project,
        n.is_union_organised,
        n.person_name,
        func.coalesce(persons.c.entry_count, 1).label("person_entry_count"),
        func.coalesce(persons.c.category_count, 1).label("person_category_count"),
        _without(persons.c.nos, key).label("person_other_nos"),
        t.applied_since_on,
        t.has_benefit,
        t.condition_met,
        m.is_own_post,
        m.shows_craftsmanship,
        m.is_proven_in_practice,
        m.is_original,
        m.has_notable_results,
        i.patent_no,
        case((i.patent_no.is_not(None), func.coalesce(patents.c.entry_count, 1))).label("patent_entry_count"),
        _without(patents.c.nos, key).label("patent_other_nos"),
        i.granted_on,
        i.implemented_on.label("patent_implemented_on"),
        i.is_defence_or_secret,
        i.is_in_force,
        i.has_ownership_dispute,
        i.all_patentees_agree,
        i.patentee,
        case((i.patentee.is_not(None), func.coalesce(owners.c.entry_count, 1))).label("patentee_entry_count"),
        owners.c.nos.label("patentee_nos"),
        i.first_inventor_name,
        i.is_first_inventor_staff,
        i.has_notable_benefit,
        g.proposed_on,
        g.implemented_on.label("idea_implemented_on"),
        g.area,
        g.has_proposal_form,
        g.has_reward_approval_form,
        g.annual_benefit_cny.label("idea_benefit_cny"),
        g.is_benefit_calculation_exact,
        g.is_appraised,
        g.is_recognised_above_unit,
        p.posted_on,
        p.taken_down_on,
        window.c.closes_on.label("posting_closes_on"),
        window.c.is_provisional.label("is_closing_provisional"),
        p.posting_place,
        func.cardinality(p.evidence_names).label("evidence_count"),
        missing.c.names.label("missing_evidence"),
        p.objection_count,
        p.objection_outcome,
        p.recommended_on,
        n.received_on,
        n.priority_no,
        orders.c.entry_count.label("priority_entry_count"),
        orders.c.highest_no.label("priority_highest_no"),
        _without(ties.c.nos, key).label("priority_tied_nos"),
    )
    return select(*columns).select_from(joined).where(of_cycle).cte("facts")


def _listed(number: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.array_agg(aggregate_order_by(number, number))


def _without(numbers: ColumnElement[Any], own: ColumnElement[Any]) -> ColumnElement[str]:
    """Return the other numbers as text; NULL when there are none."""
    return func.nullif(func.array_to_string(func.array_remove(numbers, own), "、"), "")


def _counted(cycle: Cycle) -> ColumnElement[bool]:
    return and_(_entries.c.cycle == str(cycle), _entries.c.is_withdrawn.is_(False))


def _repeated(keys: list[ColumnElement[Any]], rows: Select[Any], name: str) -> CTE:
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
            _listed(source.c.nomination_no).label("nos"),
        )
        .select_from(source.join(often, same))
        .group_by(*columns)
        .cte(name)
    )


def _persons(cycle: Cycle) -> CTE:
    e = _entries.c
    rows = select(e.nomination_no, e.category, e.person_id_hmac).where(_counted(cycle))
    return _repeated([e.person_id_hmac], rows, "persons")


def _ties(cycle: Cycle) -> CTE:
    e = _entries.c
    rows = select(e.nomination_no, e.category, e.body_code, e.priority_no).where(_counted(cycle))
    return _repeated([e.body_code, e.category, e.priority_no], rows, "ties")


def _patent_key() -> ColumnElement[str]:
    """The number of a patent without the prefix, dots and blanks that people write or leave out."""
    return func.regexp_replace(func.upper(invention_patent.c.patent_no), "^ZL|[^0-9A-Z]", "", "g", type_=Text())


def _patents(cycle: Cycle) -> CTE:
    e = _entries.c
    patent_key = _patent_key().label("patent_key")
    rows = (
        select(e.nomination_no, e.category, patent_key)
        .join_from(_entries, invention_patent, invention_patent.c.nomination_no == e.nomination_no)
        .where(_counted(cycle), invention_patent.c.patent_no.is_not(None))
    )
    return _repeated([patent_key], rows, "patents")


def _owners(cycle: Cycle, limit: int) -> CTE:
    """Return for each nomination its patentee with the most entries, where one has more than ``limit``."""
    e = _entries.c
    split = func.string_to_array(func.translate(invention_patent.c.patentee, _SEPARATORS, _ONE_SEPARATOR), "、")
    name = func.unnest(split).table_valued("name").render_derived("named_owner")
    owner = func.btrim(name.c.name).label("owner")
    rows = (
        select(e.nomination_no, owner)
        .select_from(
            _entries.join(invention_patent, invention_patent.c.nomination_no == e.nomination_no).join(name, true())
        )
        .where(_counted(cycle), owner != "")
        .subquery("owner_rows")
    )
    # Counted roughly first, because one nomination may name a patentee twice and DISTINCT over all would cost more.
    often = select(rows.c.owner).group_by(rows.c.owner).having(func.count() > limit).subquery("owner_keys")
    once = select(rows.c.owner, rows.c.nomination_no).join(often, often.c.owner == rows.c.owner).distinct().subquery()
    crowded = (
        select(once.c.owner, func.count().label("entry_count"), _listed(once.c.nomination_no).label("nos"))
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


def _orders(cycle: Cycle) -> CTE:
    e = _entries.c
    return (
        select(e.body_code, e.category, func.count().label("entry_count"), func.max(e.priority_no).label("highest_no"))
        .where(_counted(cycle))
        .group_by(e.body_code, e.category)
        .cte("orders")
    )


def _missing_evidence(cycle: Cycle) -> CTE:
    """Return the names of evidence files that a nomination names and its body has not sent."""
    e, f = _entries.c, evidence_file.c
    name = func.unnest(nomination_posting.c.evidence_names).table_valued("file_name").render_derived("named")
    arrived = and_(f.cycle == e.cycle, f.body_code == e.body_code, f.file_name == name.c.file_name)
    return (
        select(
            e.nomination_no,
            func.string_agg(cast(name.c.file_name, Text), aggregate_order_by(literal("、"), name.c.file_name)).label(
                "names"
            ),
        )
        .select_from(
            _entries.join(nomination_posting, nomination_posting.c.nomination_no == e.nomination_no)
            .join(name, true())
            .outerjoin(evidence_file, arrived)
        )
        .where(_counted(cycle), f.file_name.is_(None))
        .group_by(e.nomination_no)
        .cte("missing_evidence")
    )
