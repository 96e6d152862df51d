"""How the rules of the model workers' studios are broken: at the first level in both years, at the second in 2024."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from honours.domain.cycle import Category, Scheme
from honours.domain.studios import LeaderHonour
from honours.services.sample.entries import Facts
from honours.services.sample.studios.faults import Fault, Faults, Occasion

_ONE_DAY = timedelta(days=1)
_STANDARD, _DEMONSTRATION = Faults(Category.STANDARD), Faults(Category.DEMONSTRATION)


def faults_with_demonstration() -> tuple[Fault, ...]:
    """Return the faults of a year with both levels."""
    return (*_first_year(), *_demonstration())


def faults_without_demonstration() -> tuple[Fault, ...]:
    """Return the faults of a year in which only the first level is named."""
    one = _STANDARD
    return (
        one.fails("leader_honour", also_refers=("leader_honour_level",), leader_honour=LeaderHonour.NONE.value),
        one.refused("leader_honour_level", leader_honour=LeaderHonour.OTHER_MODEL_WORKER.value),
        one.fails(
            "leader_expertise",
            "takes_on_projects",
            "recognised_projects",
            "benefit",
            has_leader_expertise=False,
            takes_on_projects=False,
            recognised_projects=0,
            has_benefit=False,
        ),
        one.accepted("team_balance", is_team_balanced=False),
        one.fails(
            "legal_person",
            "unit_union",
            "dedicated_unit",
            is_legal_person=False,
            has_union=False,
            is_dedicated_unit=True,
        ),
        one.fails("place", "signs", "equipment", has_place=False, has_signs=False, has_equipment=False),
        one.accepted("place", place_area_m2=Decimal(0)),
        one.fails(
            "management_rules",
            "records",
            "annual_funds",
            "goals",
            "plan",
            "activities",
            has_rules=False,
            has_records=False,
            annual_funds_cny=Decimal(0),
            has_goals=False,
            has_plan=False,
            has_activities=False,
        ),
        one.refused("not_named_yet", at=_named_already),
        one.accepted("not_named_yet", at=_leader_of_another),
        one.accepted("party_consent", party_consent_on=None),
        one.refused("evidence_arrived", at=_not_sent),
        one.accepted("in_both_schemes", at=_named_by_the_other_scheme),
    )


def _first_year() -> tuple[Fault, ...]:
    one = _STANDARD
    return (
        # Founded one day too late for a year of operation.
        one.fails("operating_years", at=lambda at: {"founded_on": _years_before_due(at, 1, _ONE_DAY)}),
        one.accepted("leader_honour_level", leader_honour=LeaderHonour.MUNICIPAL_MEDAL.value),
        one.fails("team_size", at=_too_few),
        one.fails("party_consent", "management_consent", at=_consented_later),
        one.accepted("union_application", at=_before_the_call),
        one.fails("body_review", is_review_passed=False),
        one.accepted("reviewed_after_application", "recommended_after_review", at=_days_the_wrong_way_round),
    )


def _demonstration() -> tuple[Fault, ...]:
    two = _DEMONSTRATION
    return (
        two.fails("from_named", at=_number_of_another),
        two.accepted("from_named", "named_years", at=_skipped_level),
        two.fails("not_demonstration_yet", at=_demonstration_already),
        two.refused("from_named", "not_demonstration_yet", "named_years", at=_demonstration_without_number),
        two.fails("named_years", at=_named_too_recently),
        two.fails(
            "leader_influence",
            "key_problems",
            "leading_role",
            "both_benefits",
            has_leader_influence=False,
            has_solved_key_problems=False,
            has_leading_role=False,
            social_benefit_count=0,
        ),
        two.accepted("both_benefits", economic_benefit_cny=Decimal(0)),
        two.fails("ledgers", "film", has_result_ledger=False, has_film=False),
        two.accepted("ledgers", "demonstration_files", at=_ledger_not_stated),
    )


def _too_few(at: Occasion) -> Facts:
    members = at.entry.facts["team_members"]
    few = members[:4] if isinstance(members, tuple) else ()
    return {"team_members": few, "team_size": len(few)}


def _consented_later(at: Occasion) -> Facts:
    later = at.day("applied_on") + _ONE_DAY
    return {"party_consent_on": later, "management_consent_on": later + _ONE_DAY}


def _before_the_call(at: Occasion) -> Facts:
    return at.maker.way_from(at.season.calendar.add_working_days(at.season.call_on, -4))


def _days_the_wrong_way_round(at: Occasion) -> Facts:
    applied_on = at.day("applied_on")
    return {"reviewed_on": applied_on - _ONE_DAY, "recommended_on": applied_on - 2 * _ONE_DAY}


def _not_sent(at: Occasion) -> Facts:
    return {"evidence_names": (f"{at.entry.nomination_no}课题认定书（未寄出）.png",)}


def _number_of_another(at: Occasion) -> Facts:
    return {**at.maker.who(at.stranger()), "studio_no": at.plain().studio_no}


def _skipped_level(at: Occasion) -> Facts:
    return {**at.maker.who(at.stranger()), "studio_no": None}


def _demonstration_already(at: Occasion) -> Facts:
    named = at.demonstration()
    return {**at.maker.who(named.studio), "studio_no": named.studio_no}


def _demonstration_without_number(at: Occasion) -> Facts:
    return {**at.maker.who(at.demonstration().studio), "studio_no": None}


def _named_too_recently(at: Occasion) -> Facts:
    named = at.known.too_recent.pop()
    return {**at.maker.who(named.studio), "studio_no": named.studio_no}


def _ledger_not_stated(at: Occasion) -> Facts:
    names = at.entry.facts["evidence_names"]
    sent = names if isinstance(names, tuple) else ()
    return {"has_member_ledger": None, "evidence_names": tuple(name for name in sent if "成员台账" not in name)}


def _named_already(at: Occasion) -> Facts:
    return at.maker.who(at.plain().studio)


def _leader_of_another(at: Occasion) -> Facts:
    studio = at.plain().studio
    return at.maker.who(studio.in_field(at.studios.other_field(studio)))


def _named_by_the_other_scheme(at: Occasion) -> Facts:
    return at.maker.who(at.known.plain[Scheme.EMPLOYEE_STUDIO].pop().studio.of_scheme(Scheme.MODEL_WORKER_STUDIO))


def _years_before_due(at: Occasion, years: int, and_then: timedelta) -> date:
    due_on = at.season.due_on
    return due_on.replace(year=due_on.year - years) + and_then
