"""The facts of all nominations of one cycle, one row each, put together by the database in one select.

Withdrawn nominations are neither judged nor counted. What one person, one patent, one patentee or one body's order has
more than once is found by grouping first, so that only the few repeated ones cost anything.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, ColumnElement, and_, case, func, select

from honours.regulation.rules import Terms
from honours.services.closings import closings
from honours.services.namesakes import name_key, namesakes_of
from honours.services.repeats import (
    missing_evidence_of,
    orders_of,
    owners_of,
    patent_key,
    patents_of,
    persons_of,
    ties_of,
    without,
)
from honours.services.resemblance.facts import with_resemblances
from honours.storage.tables import (
    golden_idea,
    invention_patent,
    nomination,
    nomination_posting,
    operating_method,
    tech_achievement,
)


def facts_of(terms: Terms, only: str | None = None) -> CTE:
    """Return the facts named in the rules, with ``nomination_no``, ``revision`` and ``state`` beside them.

    With ``only`` there is one row, of this number, and of the rest of the cycle only what it repeats is looked at.
    All joins are outer ones, though every nomination has its body's order: inner ones make the planner expect few rows.
    """
    cycle = terms.cycle
    of_cycle = and_(nomination.c.cycle == str(cycle), nomination.c.is_withdrawn.is_(False))
    if only is not None:
        of_cycle = and_(of_cycle, nomination.c.nomination_no == only)
    persons, patents, namesakes = persons_of(cycle, only), patents_of(cycle, only), namesakes_of(cycle, only)
    owners = owners_of(cycle, terms.entries_per_patentee, only)
    orders, ties, missing, window = (
        orders_of(cycle, only),
        ties_of(cycle, only),
        missing_evidence_of(cycle, only),
        closings(terms.posting),
    )
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
        .outerjoin(patents, patents.c.patent_key == patent_key())
        .outerjoin(owners, owners.c.nomination_no == key)
        .outerjoin(golden_idea, g.nomination_no == key)
        .outerjoin(namesakes, and_(namesakes.c.name_key == name_key(), namesakes.c.unit_uscc == n.unit_uscc))
    )
    has_person_id = n.person_id_hmac.is_not(None)
    source, resemblances = with_resemblances(joined, cycle, terms.closeness, only)
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
        # How often somebody enters whose number is not known is not known either.
        case((has_person_id, func.coalesce(persons.c.entry_count, 1))).label("person_entry_count"),
        case((has_person_id, func.coalesce(persons.c.category_count, 1))).label("person_category_count"),
        without(persons.c.nos, key).label("person_other_nos"),
        case((has_person_id, without(namesakes.c.unknown_nos, key)), else_=without(namesakes.c.nos, key)).label(
            "namesake_nos"
        ),
        *resemblances,
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
        without(patents.c.nos, key).label("patent_other_nos"),
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
        without(ties.c.nos, key).label("priority_tied_nos"),
    )
    return select(*columns).select_from(source).where(of_cycle).cte("facts")
