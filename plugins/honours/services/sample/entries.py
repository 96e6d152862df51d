"""One nomination of the sample, by the keys of the forms, and what a nomination that breaks nothing says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from honours.domain.calendar import Window, WorkingDays, closing_date
from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.facts import Speciality
from honours.domain.identities import patent_check_digit
from honours.regulation.calendar import working_days
from honours.regulation.loader import regulation
from honours.services.sample.bodies import Body, Unit
from honours.services.sample.people import People, Person
from honours.services.sample.projects import area_of, thing_of
from honours.services.sample.summaries import Summary, note, summary

Value = str | int | bool | Decimal | date | tuple[str, ...] | None
Facts = dict[str, Value]

_PLACES = ("厂务公开栏", "职工之家公告栏", "车间班组园地", "食堂门口公示栏", "办公楼一楼大厅", "项目部公示牌")
_GROUNDS = ("invention", "benefit", "renovation", "safety_and_environment", "breakthrough")
_ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class Entry:
    """One nomination as its body means it; ``facts`` by the keys of the form, choices by their codes."""

    nomination_no: str
    scheme: Scheme
    category: Category
    body_code: str
    serial_no: int
    facts: Facts = field(default_factory=dict)

    @property
    def speciality(self) -> Speciality:
        """The trade of the project."""
        return Speciality(str(self.facts["speciality"]))

    @property
    def thing(self) -> str:
        """What the project is about."""
        return thing_of(str(self.facts["project_name"]), self.speciality)

    def summary(self) -> Summary:
        """Return what the project says of itself; what stands in the facts may be copied from another."""
        return summary(self.nomination_no, self.category, self.speciality, self.thing)


@dataclass(frozen=True, slots=True)
class Season:
    """The days between which the sample's bodies post and send."""

    cycle: Cycle
    call_on: date
    due_on: date

    @property
    def calendar(self) -> WorkingDays:
        """The working days."""
        return working_days()

    @property
    def posting(self) -> Window:
        """The window of the posting at the grassroots unit."""
        return regulation().window("grassroots_posting").on(self.due_on)

    def closes_on(self, posted_on: date) -> date:
        """Return the last day of a posting."""
        return closing_date(posted_on, self.posting, self.calendar)


class EntryMaker:
    """Makes nominations that break no rule."""

    def __init__(self, season: Season, people: People, random: Random) -> None:
        self._season, self._people, self._random = season, people, random
        self._patents = 0

    def entry(
        self, body: Body, category: Category, serial_no: int, speciality: Speciality, unit: Unit, project_name: str
    ) -> Entry:
        """Return a nomination that passes every rule."""
        person = self._people.person()
        no = self._season.cycle.nomination_no(category, body.body_code, serial_no)
        facts = self._common(category, serial_no, speciality, unit, project_name, person)
        facts |= self._detail(no, category, speciality, unit, person, project_name)
        facts |= self._posting(no)
        facts |= {
            "payee_name": person.name,
            "payee_bank_name": person.bank_name,
            "payee_account": person.bank_account,
        }
        entry = Entry(no, Scheme.ACHIEVEMENT_AWARD, category, body.body_code, serial_no, facts)
        facts["project_summary"] = str(entry.summary())
        return entry

    def _common(
        self,
        category: Category,
        serial_no: int,
        speciality: Speciality,
        unit: Unit,
        project_name: str,
        person: Person,
    ) -> Facts:
        titles = ["none", "none", "junior", "intermediate"]
        if category in (Category.INVENTION_PATENT, Category.GOLDEN_IDEA):
            titles += ["associate_senior", "senior"]
        is_company_project = self._random.random() < 0.2
        return {
            "serial_no": serial_no,
            "is_withdrawn": None,
            "priority_no": serial_no,
            "project_name": project_name,
            "speciality": speciality.value,
            "person_name": person.name,
            "person_id": person.id_number,
            "is_frontline": True,
            "is_unit_head": False,
            "professional_title": self._random.choice(titles),
            "completer_rank": 1,
            "team_members": self._team(person.name),
            "unit_name": unit.name,
            "unit_uscc": unit.uscc,
            "prior_award": self._random.choice(("none", "none", "none", "other")),
            "is_state_secret": False,
            "has_ip_dispute": False,
            "is_medical": False,
            "is_government_or_enterprise_project": is_company_project,
            "is_union_organised": True if is_company_project else None,
        }

    def _team(self, leader: str) -> tuple[str, ...] | None:
        names: list[str] = []
        for _ in range(self._random.randrange(4)):
            name = self._people.name()
            if name != leader and name not in names:
                names.append(name)
        return tuple(names) or None

    def _detail(
        self, no: str, category: Category, speciality: Speciality, unit: Unit, person: Person, project_name: str
    ) -> Facts:
        if category is Category.TECH_ACHIEVEMENT:
            ground = self._random.choice(_GROUNDS)
            return {
                "applied_since_on": self._day(
                    date(self._season.due_on.year - 6, 1, 1), self._before_due(years=2, days=40)
                ),
                "has_benefit": True,
                "annual_benefit_cny": Decimal(self._random.randrange(80_000, 3_000_000)).quantize(Decimal("0.01")),
                "condition_met": ground,
                "condition_note": note(no, speciality),
            }
        if category is Category.OPERATING_METHOD:
            return {
                "is_own_post": True,
                "shows_craftsmanship": True,
                "is_proven_in_practice": True,
                "is_original": True,
                "has_notable_results": True,
                "method_note": note(no, speciality),
            }
        if category is Category.INVENTION_PATENT:
            grant_year = self._season.cycle.year - 1
            return {
                "patent_no": self.patent_no(),
                "granted_on": self._day(date(grant_year, 1, 5), date(grant_year, 12, 27)),
                "implemented_on": self._day(self._before_due(years=4), self._before_due(years=0, days=120)),
                "is_defence_or_secret": False,
                "is_in_force": True,
                "has_ownership_dispute": False,
                "patentee": f"{unit.name}第{self._patents}研发班组",
                "all_patentees_agree": True,
                "first_inventor_name": person.name,
                "is_first_inventor_staff": True,
                "has_notable_benefit": True,
            }
        return self._idea(project_name)

    def _idea(self, project_name: str) -> Facts:
        proposed_on = self._day(date(self._season.cycle.year, 1, 6), date(self._season.cycle.year, 2, 20))
        ground = self._random.randrange(3)
        benefit = self._random.randrange(30_000, 290_000) if ground != 1 else self._random.randrange(300_000, 2_000_000)
        return {
            "proposed_on": proposed_on,
            "implemented_on": self._day(proposed_on + 10 * _ONE_DAY, self._season.call_on),
            "area": area_of(project_name),
            "has_proposal_form": ground == 0,
            "has_reward_approval_form": ground == 0,
            "annual_benefit_cny": Decimal(benefit).quantize(Decimal("0.01")),
            "is_benefit_calculation_exact": True,
            "is_appraised": ground == 2,
            "is_recognised_above_unit": ground == 2,
        }

    def _posting(self, no: str) -> Facts:
        latest = self._season.calendar.add_working_days(self._season.due_on, -16)
        posted_on = self._season.calendar.working_day_from(self._day(self._season.call_on + 3 * _ONE_DAY, latest))
        facts = self.posting_from(posted_on)
        is_disputed = self._random.random() < 0.05
        return facts | {
            "posting_place": self._random.choice(_PLACES),
            "evidence_names": (f"公示照片{no[5:]}.png",),
            "objection_count": 1 if is_disputed else 0,
            "objection_outcome": "rejected" if is_disputed else "none",
        }

    def posting_from(self, posted_on: date) -> Facts:
        """Return the days of a posting that kept its window, and of the recommendation after it."""
        closes_on = self._season.closes_on(posted_on)
        taken_down_on = closes_on + self._random.randrange(1, 3) * _ONE_DAY
        return {
            "posted_on": posted_on,
            "taken_down_on": taken_down_on,
            "recommended_on": self._season.calendar.working_day_from(taken_down_on),
        }

    def patent_no(self) -> str:
        """Return the number of an invention patent that nobody else has."""
        self._patents += 1
        first12 = f"{self._random.choice((2019, 2020, 2021, 2022))}1{self._random.randrange(10):01d}{self._patents:06d}"
        return f"ZL{first12}.{patent_check_digit(first12)}"

    def _day(self, first_on: date, last_on: date) -> date:
        return first_on + self._random.randrange((last_on - first_on).days + 1) * _ONE_DAY

    def _before_due(self, *, years: int, days: int = 0) -> date:
        return self._season.due_on.replace(year=self._season.due_on.year - years) - days * _ONE_DAY
