"""What of a studio's application stands elsewhere: twice in the year, in the other scheme, or in the register.

Nothing in the text forbids any of it in words; it is found so that a person looks (model-studio/15.3, /20,
employee-studio/9, /12). Only rows of one unit, one leader or one name are ever put side by side.
"""

from __future__ import annotations

from sqlalchemy import CTE, ColumnElement, FromClause, and_, func, not_, or_, select

from honours.domain.cycle import Cycle, Scheme
from honours.domain.studios import StudioLevel
from honours.services.repeats import counted_in, entries, listed, repeated, shared_with
from honours.storage.tables import nomination, studio, studio_application, studio_naming

_OTHER = {
    Scheme.MODEL_WORKER_STUDIO: Scheme.EMPLOYEE_STUDIO,
    Scheme.EMPLOYEE_STUDIO: Scheme.MODEL_WORKER_STUDIO,
}
# What people write in one way or the other, and what they leave out.
_WRITTEN, _READ = "（）“”ＡＢＣ 　·", '()""ABC'
_KIND_WORDS = ("示范性", "劳模", "职工", "创新", "工作室")


def other_cycle(cycle: Cycle) -> Cycle:
    """Return the cycle of the other studio scheme in the same year."""
    return Cycle(cycle.year, _OTHER[cycle.scheme])


def name_key(name: ColumnElement[str]) -> ColumnElement[str]:
    """Return the name of a studio without blanks and with brackets and letters written in one way."""
    return func.lower(func.translate(name, _WRITTEN, _READ))


def bare_key(name: ColumnElement[str]) -> ColumnElement[str]:
    """Return the name of a studio without the words by which the schemes differ."""
    key: ColumnElement[str] = name_key(name)
    for word in _KIND_WORDS:
        key = func.replace(key, word, "")
    return key


def leaders_of(cycle: Cycle, only: str | None = None) -> CTE:
    """Return the leaders of several applications of the year, in whichever scheme."""
    e = entries.c
    counted = counted_in(cycle, other_cycle(cycle)), shared_with(only, "person_id_hmac")
    rows = select(e.nomination_no, e.category, e.person_id_hmac).where(*counted, e.person_id_hmac.is_not(None))
    return repeated([e.person_id_hmac], rows, "leaders")


def namesakes_of(cycle: Cycle, only: str | None = None) -> CTE:
    """Return the names that several applications of the cycle bear."""
    e, one = entries.c, nomination.alias("one")
    key = name_key(e.project_name).label("name_key")
    rows = select(e.nomination_no, e.category, key).where(counted_in(cycle))
    if only is not None:
        rows = rows.where(
            key == select(name_key(one.c.project_name)).where(one.c.nomination_no == only).scalar_subquery()
        )
    return repeated([key], rows, "namesakes")


def numbers_of(cycle: Cycle, only: str | None = None) -> CTE:
    """Return the numbers of the register that several applications of the cycle state as theirs."""
    e, one = entries.c, studio_application.alias("one_application")
    key = stated_no().label("stated_no")
    rows = (
        select(e.nomination_no, e.category, key)
        .join_from(entries, studio_application, studio_application.c.nomination_no == e.nomination_no)
        .where(counted_in(cycle), stated_no().is_not(None))
    )
    if only is not None:
        own = select(stated_no(one)).where(one.c.nomination_no == only).scalar_subquery()
        rows = rows.where(stated_no() == own)
    return repeated([key], rows, "numbers")


def taken_names_of(cycle: Cycle, only: str | None = None) -> CTE:
    """Return for each application the studios of other units in its scheme's register that bear its name."""
    own, s = nomination.alias("named"), studio.c
    same = and_(name_key(s.name) == name_key(own.c.project_name), s.unit_uscc != own.c.unit_uscc)
    return (
        select(own.c.nomination_no, listed(s.studio_no).label("nos"))
        .join(studio, same)
        .where(_is_judged(own, cycle, only), s.scheme == cycle.scheme.value)
        .group_by(own.c.nomination_no)
        .cte("taken_names")
    )


def counterparts_of(cycle: Cycle, only: str | None = None) -> CTE:
    """Return for each application those of the same unit in the other scheme with its leader or its name."""
    e, own = entries.c, nomination.alias("own")
    same = _is_same_studio(own, e.unit_uscc, e.project_name, e.person_id_hmac, e.person_name)
    return (
        select(own.c.nomination_no, listed(e.nomination_no).label("nos"))
        .join(entries, same)
        .where(_is_judged(own, cycle, only), counted_in(other_cycle(cycle)))
        .group_by(own.c.nomination_no)
        .cte("counterparts")
    )


def standing_of(cycle: Cycle, only: str | None = None) -> CTE:
    """Return for each application the studios of its unit in the register with its leader or its name.

    ``own_nos`` and ``other_nos`` are those of its own and of the other scheme; ``is_demonstration`` says whether one of
    its own scheme is a demonstration studio already.
    """
    own, s, g = nomination.alias("applied"), studio.c, studio_naming.c
    is_own = s.scheme == cycle.scheme.value
    same = _is_same_studio(own, s.unit_uscc, s.name, g.leader_id_hmac, g.leader_name)
    number = func.array_agg(s.studio_no.distinct())
    return (
        select(
            own.c.nomination_no,
            number.filter(is_own).label("own_nos"),
            number.filter(not_(is_own)).label("other_nos"),
            func.bool_or(and_(is_own, g.level == StudioLevel.DEMONSTRATION.value)).label("is_demonstration"),
        )
        .select_from(own.join(studio, s.unit_uscc == own.c.unit_uscc).join(studio_naming, g.studio_no == s.studio_no))
        # A naming by this very application is its result, not something that stood before.
        .where(_is_judged(own, cycle, only), same, g.nomination_no.is_distinct_from(own.c.nomination_no))
        .group_by(own.c.nomination_no)
        .cte("standing")
    )


def stated_no(of: FromClause = studio_application) -> ColumnElement[str]:
    """The number of a studio as an application states it; NULL when it states none."""
    return func.nullif(func.upper(func.btrim(of.c.studio_no)), "")


def registered_of(only: str | None = None) -> CTE:
    """Return the studios of the register with the day of the first naming and whether it is a demonstration studio.

    With ``only`` it is the studio whose number this application states.
    """
    s, g, a = studio.c, studio_naming.c, studio_application.c
    is_demonstration = func.bool_or(g.level == StudioLevel.DEMONSTRATION.value)
    rows = (
        select(s.studio_no, s.scheme, s.name, s.unit_name, s.unit_uscc)
        .add_columns(func.min(g.named_on).label("first_named_on"), is_demonstration.label("is_demonstration"))
        .join(studio_naming, g.studio_no == s.studio_no)
        .group_by(s.studio_no)
    )
    if only is not None:
        rows = rows.where(s.studio_no == select(stated_no()).where(a.nomination_no == only).scalar_subquery())
    return rows.cte("registered")


def _is_judged(own: FromClause, cycle: Cycle, only: str | None) -> ColumnElement[bool]:
    of_cycle = and_(own.c.cycle == str(cycle), own.c.is_withdrawn.is_(False))
    return of_cycle if only is None else and_(of_cycle, own.c.nomination_no == only)


def _is_same_studio(
    own: FromClause,
    unit: ColumnElement[str],
    name: ColumnElement[str],
    leader: ColumnElement[bytes],
    leader_name: ColumnElement[str],
) -> ColumnElement[bool]:
    """Whether it is of the same unit and has the same leader or name; an imported register knows no ID numbers."""
    return and_(
        unit == own.c.unit_uscc,
        or_(
            leader == own.c.person_id_hmac,
            leader_name == own.c.person_name,
            bare_key(name) == bare_key(own.c.project_name),
        ),
    )
