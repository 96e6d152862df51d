"""Makes applications of studios that break no rule, by the keys of the forms."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from honours.domain.cycle import Category, Scheme
from honours.domain.studios import LeaderHonour, LeaderTitle
from honours.services.sample.entries import Entry, Facts, Season
from honours.services.sample.people import People
from honours.services.sample.studios.history import Named
from honours.services.sample.studios.identities import Studio
from honours.services.sample.studios.texts import Subject, notes

_HONOURS = (
    *(LeaderHonour.MUNICIPAL_MODEL_WORKER,) * 4,
    *(LeaderHonour.PROVINCIAL_MODEL_WORKER,) * 2,
    LeaderHonour.NATIONAL_MODEL_WORKER,
    LeaderHonour.PROVINCIAL_MEDAL,
    LeaderHonour.NATIONAL_MEDAL,
)
_TITLES = (
    *(LeaderTitle.MUNICIPAL_SKILL_LEADER,) * 3,
    *(LeaderTitle.MUNICIPAL_INNOVATOR,) * 3,
    LeaderTitle.PROVINCIAL_SKILL_LEADER,
    LeaderTitle.HIGHER_INNOVATOR,
)
_TEAMS = {Scheme.MODEL_WORKER_STUDIO: (6, 12), Scheme.EMPLOYEE_STUDIO: (4, 9)}
_YES = (
    "has_leader_expertise",
    "is_legal_person",
    "has_union",
    "has_place",
    "has_signs",
    "has_equipment",
    "has_rules",
    "has_records",
    "has_goals",
    "has_activities",
    "has_benefit",
    "is_review_passed",
)
_MODEL_YES = ("is_team_balanced", "has_plan", "takes_on_projects")
_LEDGERS = ("has_member_ledger", "has_activity_ledger", "has_result_ledger")
_MODEL_DEMONSTRATION_YES = (
    "has_leader_influence",
    "has_solved_key_problems",
    "has_film",
    "has_leading_role",
)
_ONE_DAY = timedelta(days=1)


class ApplicationMaker:
    """Makes the applications of one season."""

    def __init__(self, season: Season, people: People, random: Random) -> None:
        self._season, self._people, self._random = season, people, random

    def entry(self, studio: Studio, category: Category, serial_no: int, named: Named | None) -> Entry:
        """Return the application of a studio; ``named`` is how the register knows it."""
        no = self._season.cycle.nomination_no(category, studio.body_code, serial_no)
        facts: Facts = {"serial_no": serial_no, "is_withdrawn": None, "priority_no": serial_no}
        facts |= self.who(studio)
        facts |= dict.fromkeys(_YES, True)
        facts |= self._what() | notes(Subject(no, studio.speciality, studio.thing), self._season.cycle.year)
        if studio.scheme is Scheme.MODEL_WORKER_STUDIO:
            facts |= self._of_model(named)
        else:
            facts["leader_title"] = self._random.choice(_TITLES).value
        if category is Category.DEMONSTRATION:
            facts |= dict.fromkeys(_LEDGERS, True)
            facts["studio_no"] = None if named is None else named.studio_no
            if studio.scheme is Scheme.MODEL_WORKER_STUDIO:
                facts |= dict.fromkeys(_MODEL_DEMONSTRATION_YES, True)
        facts |= self.way_from(self._applied_on())
        facts["evidence_names"] = evidence_names(no, studio.scheme, category)
        return Entry(no, studio.scheme, category, studio.body_code, serial_no, facts)

    def who(self, studio: Studio) -> Facts:
        """Return who applies: the studio with its team."""
        members = self._people.team(studio.leader.name, self._random.randint(*_TEAMS[studio.scheme]))
        facts: Facts = {**studio.facts, "team_members": members, "team_size": len(members)}
        if studio.scheme is Scheme.EMPLOYEE_STUDIO:
            facts["frontline_count"] = self._random.randint((len(members) + 1) // 2, len(members))
        return facts

    def way_from(self, applied_on: date) -> Facts:
        """Return the days from the consents to the recommendation when the union applied on this day."""
        calendar = self._season.calendar
        reviewed_on = calendar.add_working_days(applied_on, self._random.randint(2, 5))
        facts: Facts = {
            "applied_on": applied_on,
            "reviewed_on": reviewed_on,
            "recommended_on": calendar.add_working_days(reviewed_on, self._random.randint(1, 2)),
        }
        if self._season.cycle.scheme is Scheme.MODEL_WORKER_STUDIO:
            facts["party_consent_on"] = applied_on - self._random.randint(1, 6) * _ONE_DAY
            facts["management_consent_on"] = applied_on - self._random.randint(0, 4) * _ONE_DAY
        return facts

    def _applied_on(self) -> date:
        return self._season.calendar.add_working_days(self._season.call_on, self._random.randint(3, 9))

    def _what(self) -> Facts:
        return {
            "is_dedicated_unit": False,
            "place_area_m2": Decimal(self._random.randrange(12, 120) * 5).quantize(Decimal("0.01")) / 2,
            "annual_funds_cny": Decimal(self._random.randrange(2, 40) * 10_000).quantize(Decimal("0.01")),
            "recognised_projects": self._random.randint(2, 5),
            "economic_benefit_cny": Decimal(self._random.randrange(80_000, 6_000_000)).quantize(Decimal("0.01")),
            "social_benefit_count": 1,
        }

    def _of_model(self, named: Named | None) -> Facts:
        due_on = self._season.due_on
        latest_on = named.first_on if named else due_on.replace(year=due_on.year - 1)
        return {
            **dict.fromkeys(_MODEL_YES, True),
            "leader_honour": self._random.choice(_HONOURS).value,
            "founded_on": latest_on - self._random.randrange(40, 2200) * _ONE_DAY,
            "award_count": self._random.randint(1, 8),
            "trained_count": self._random.randint(12, 160),
            "patent_count": self._random.randint(1, 12),
        }


def evidence_names(no: str, scheme: Scheme, category: Category) -> tuple[str, ...]:
    """Return the names of the files that come with an application."""
    names = [f"{no}申报材料.png"]
    if category is Category.DEMONSTRATION and scheme is Scheme.MODEL_WORKER_STUDIO:
        names += [f"{no}{what}.png" for what in ("成员台账", "活动台账", "成果台账")] + [f"{no}宣传视频.mp4"]
    return tuple(names)
