"""The facts of all studio applications of one cycle, one row each, put together by the database in one select."""

from __future__ import annotations

from sqlalchemy import CTE, and_, select

from honours.regulation.rules.studio import StudioTerms
from honours.storage.tables import nomination, studio_application


def studio_facts_of(terms: StudioTerms) -> CTE:
    """Return the facts named in the studios' rules, with ``nomination_no``, ``revision`` and ``state`` beside them."""
    n, a = nomination.c, studio_application.c
    of_cycle = and_(n.cycle == str(terms.cycle), n.is_withdrawn.is_(False))
    columns = (
        n.nomination_no,
        n.revision,
        n.state,
        n.category,
        n.person_name,
        a.leader_honour,
        a.leader_title,
        a.has_leader_expertise,
        a.team_size,
        a.frontline_count,
        a.is_team_balanced,
    )
    joined = nomination.outerjoin(studio_application, a.nomination_no == n.nomination_no)
    return select(*columns).select_from(joined).where(of_cycle).cte("facts")
