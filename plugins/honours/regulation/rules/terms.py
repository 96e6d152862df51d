"""The numbers of the award regulation that are in force for one cycle.

Years of use and of practice are counted up to the last day for nominations: it is the day on which the state of things
that a nomination claims must hold, and the only one that is the same for all nominees.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from honours.domain.calendar import Window
from honours.domain.cycle import Cycle
from honours.domain.money import Money
from honours.domain.resemblance import Closeness
from honours.regulation.closeness import closeness_on
from honours.regulation.loader import Regulation, regulation

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the rules of award/4 to award/8, award/10 and award/17 compare with."""

    cycle: Cycle
    call_on: date
    due_on: date
    rewarded_completers: int
    projects_per_person: int
    awards_per_person: int
    applied_years: int
    patent_effect_years: int
    patent_granted_years_before: int
    entries_per_patent: int
    entries_per_patentee: int
    idea_years_before: int
    idea_benefit: Money
    posting: Window
    closeness: Closeness

    @property
    def applied_since(self) -> date:
        """The latest day from which a result must have been applied to reach its years by the last day (award/5)."""
        return latest_reaching(self.due_on, self.applied_years)

    @property
    def patent_since(self) -> date:
        """The earliest day on which a patent may have been put to use (award/7)."""
        return earliest_within(self.due_on, self.patent_effect_years)

    @property
    def grant_year(self) -> int:
        """The year in which a patent must have been granted (award/7.1)."""
        return self.cycle.year - self.patent_granted_years_before

    @property
    def idea_year(self) -> int:
        """The year in which an idea must have been proposed and put into practice (award/8)."""
        return self.cycle.year - self.idea_years_before


def terms_of(cycle: Cycle, call_on: date, due_on: date, source: Regulation | None = None) -> Terms:
    """Return the numbers in force on ``due_on``; raise :class:`NotInForce` when there are none for that day."""
    law = source or regulation()

    def number(name: str) -> int:
        return law.number(f"rule.award.{name}").on(due_on)

    return Terms(
        cycle=cycle,
        call_on=call_on,
        due_on=due_on,
        rewarded_completers=number("rewarded_completers"),
        projects_per_person=number("projects_per_person"),
        awards_per_person=number("awards_per_person"),
        applied_years=number("applied_years"),
        patent_effect_years=number("patent_effect_years"),
        patent_granted_years_before=number("patent_granted_years_before"),
        entries_per_patent=number("patent_per_project"),
        entries_per_patentee=number("patent_projects_per_patentee"),
        idea_years_before=number("golden_idea_years_before"),
        idea_benefit=law.money("rule.award.golden_idea_benefit_cny").on(due_on),
        posting=law.window("grassroots_posting").on(due_on),
        closeness=closeness_on(due_on, law),
    )


def anniversary(on: date, years: int) -> date:
    """Return the corresponding day ``years`` later; the end of February where the year has no such day."""
    try:
        return on.replace(year=on.year + years)
    except ValueError:
        return on.replace(year=on.year + years, day=28)


def latest_reaching(by: date, years: int) -> date:
    """Return the latest day from which ``years`` full years have passed by the end of ``by``."""
    day = anniversary(by, -years)
    while anniversary(day + _ONE_DAY, years) <= by:
        day += _ONE_DAY
    return day


def earliest_within(until: date, years: int) -> date:
    """Return the earliest day that lies no more than ``years`` years before ``until``."""
    day = anniversary(until, -years)
    while anniversary(day, years) < until:
        day += _ONE_DAY
    return day
