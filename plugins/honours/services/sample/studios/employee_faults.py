"""How the rules of the employees' studios are broken."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from honours.domain.cycle import Category
from honours.domain.studios import LeaderTitle
from honours.services.sample.entries import Facts
from honours.services.sample.studios.faults import Fault, Faults, Occasion

_ONE_DAY = timedelta(days=1)


def employee_faults() -> tuple[Fault, ...]:
    """Return the faults of a year, both levels."""
    return (*_standard(), *_demonstration())


def _standard() -> tuple[Fault, ...]:
    one = Faults(Category.STANDARD)
    return (
        one.fails(
            "leader_title",
            "leader_expertise",
            "team_size",
            at=_too_small,
        ),
        one.fails("frontline_members", also_refers=("frontline_mainly",), frontline_count=0),
        one.accepted("frontline_members", at=lambda at: {"frontline_count": _size(at) + 1}),
        one.accepted("frontline_mainly", "evidence_arrived", at=_few_frontline_and_not_sent),
        one.fails(
            "legal_person",
            "unit_union",
            "dedicated_unit",
            is_legal_person=False,
            has_union=False,
            is_dedicated_unit=True,
        ),
        one.fails(
            "place",
            "signs",
            "equipment",
            "management_rules",
            "records",
            "annual_funds",
            has_place=False,
            has_signs=False,
            has_equipment=False,
            has_rules=False,
            has_records=False,
            annual_funds_cny=Decimal(0),
        ),
        one.fails(
            "goals",
            "activities",
            "recognised_projects",
            "benefit",
            has_goals=False,
            has_activities=False,
            recognised_projects=0,
            has_benefit=False,
        ),
        one.refused("not_named_yet", at=lambda at: at.maker.who(at.plain().studio)),
        one.refused("one_name_one_studio", at=_moved_leader),
    )


def _demonstration() -> tuple[Fault, ...]:
    two = Faults(Category.DEMONSTRATION)
    return (
        two.fails("from_named", at=lambda at: {**at.maker.who(at.stranger()), "studio_no": None}),
        two.accepted("from_named", at=_renamed_unit),
        two.refused("from_named", studio_no=None),
        two.fails("not_demonstration_yet", at=_demonstration_already),
        two.refused(
            "from_named",
            "not_demonstration_yet",
            at=lambda at: {**at.maker.who(at.demonstration().studio), "studio_no": None},
        ),
        two.accepted(
            "ledgers",
            "reviewed_after_application",
            at=lambda at: {"has_activity_ledger": False, "reviewed_on": at.day("applied_on") - _ONE_DAY},
        ),
        two.accepted("place", "union_application", at=_no_area_and_too_early),
        two.fails("body_review", is_review_passed=False),
        two.refused("recommended_after_review", at=lambda at: {"recommended_on": at.day("reviewed_on") - _ONE_DAY}),
    )


def _size(at: Occasion) -> int:
    return int(str(at.entry.facts["team_size"]))


def _too_small(at: Occasion) -> Facts:
    members = at.entry.facts["team_members"]
    few = members[:2] if isinstance(members, tuple) else ()
    leader: Facts = {"leader_title": LeaderTitle.BELOW_MUNICIPAL.value, "has_leader_expertise": False}
    return {**leader, "team_members": few, "team_size": len(few), "frontline_count": 1}


def _few_frontline_and_not_sent(at: Occasion) -> Facts:
    return {"frontline_count": 1, "evidence_names": (f"{at.entry.nomination_no}称号证书（未寄出）.png",)}


def _renamed_unit(at: Occasion) -> Facts:
    # The studio stays what it was; its unit has become another legal person.
    old = at.known.promoted[at.entry.nomination_no]
    return {**at.maker.who(old.studio.of_renamed_unit()), "studio_no": old.studio_no}


def _demonstration_already(at: Occasion) -> Facts:
    named = at.demonstration()
    return {**at.maker.who(named.studio), "studio_no": named.studio_no}


def _moved_leader(at: Occasion) -> Facts:
    """The leader of a named studio went to another unit and applies there under the old name."""
    old = at.plain().studio
    facts = at.maker.who(at.stranger().led_by(old.leader))
    return {**facts, "project_name": old.name}


def _no_area_and_too_early(at: Occasion) -> Facts:
    early = at.maker.way_from(at.season.calendar.add_working_days(at.season.call_on, -4))
    return {**early, "place_area_m2": Decimal(0)}
