"""The whole invented year: every nomination as its body means it, every fault planted on purpose, always the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from honours.domain.cycle import Category, Cycle
from honours.domain.facts import Speciality
from honours.domain.states import Verdict
from honours.services.sample.bodies import Body, Units
from honours.services.sample.breaches import Breach, Occasion, breaches
from honours.services.sample.entries import Entry, EntryMaker, Season
from honours.services.sample.experts import Expert
from honours.services.sample.groups import break_in_groups
from honours.services.sample.house import house
from honours.services.sample.people import People
from honours.services.sample.projects import Projects
from honours.services.sample.slips import SLIPS, Slip

_SEED = "honours sample"
_ENTRIES_PER_WEIGHT = 4
_SURPLUS = (1, 0, -1, 0)
_WITHDRAWN = 2
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True, slots=True)
class BrokenRule:
    """What the rules must say of one nomination; ``is_refused`` is what staff say of it when the rule refers."""

    nomination_no: str
    rule: str
    verdict: Verdict
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class SampleYear:
    """Who sends what; ``slips`` and ``withdrawn`` are by nomination number."""

    season: Season
    bodies: tuple[Body, ...]
    experts: tuple[Expert, ...]
    entries: tuple[Entry, ...]
    broken: tuple[BrokenRule, ...]
    slips: dict[str, Slip]
    withdrawn: frozenset[str]

    def of_body(self, body_code: str) -> list[Entry]:
        """Return the nominations of a body, sheet by sheet."""
        return [entry for entry in self.entries if entry.body_code == body_code]

    def sent_on(self, body_code: str) -> date:
        """Return the day on which the body sends its workbook: after its last recommendation."""
        recommended = [entry.facts["recommended_on"] for entry in self.of_body(body_code)]
        last_on = max(day for day in recommended if isinstance(day, date))
        return self.season.calendar.add_working_days(last_on, 1)

    @property
    def corrected_on(self) -> date:
        """The day on which bodies send corrections: the one before the last."""
        return self.season.calendar.add_working_days(self.season.due_on, -1)


def sample_year(cycle: Cycle, call_on: date, due_on: date) -> SampleYear:
    """Return the sample of a cycle; the same arguments give the same year."""
    random = Random(f"{_SEED} {cycle}")  # noqa: S311  invented people, not secrets
    season, people = Season(cycle, call_on, due_on), People(random)
    maker = EntryMaker(season, people, random)
    known = house().bodies
    entries = tuple(_entries(cycle, known, maker, Units(random), Projects(random), random))
    taken: set[str] = set()
    order = random.sample(entries, len(entries))
    last_ones = {sheet[-1].nomination_no for sheet in _sheets(entries) if len(sheet) > 1}
    slips = _plant_slips(order, last_ones, taken)
    withdrawn = _withdraw(order, last_ones, taken)
    groups = break_in_groups(entries, taken)
    broken = [
        BrokenRule(entry.nomination_no, group.rule, group.verdict, entry in group.refused)
        for group in groups
        for entry in group.entries
    ]
    broken += _plant_breaches(order, season, maker, taken)
    return SampleYear(season, known, house().experts, entries, tuple(sorted(broken)), slips, withdrawn)


def _entries(
    cycle: Cycle, known: tuple[Body, ...], maker: EntryMaker, units: Units, projects: Projects, random: Random
) -> Iterator[Entry]:
    trades = list(Speciality)
    for place, body in enumerate(known):
        for turn, category in enumerate(cycle.categories):
            count = body.weight * _ENTRIES_PER_WEIGHT // len(cycle.categories) + _SURPLUS[(place + turn) % 4]
            for serial_no in range(1, count + 1):
                trade = random.choice(trades)
                yield maker.entry(body, category, serial_no, trade, units.unit(trade), projects.name(category, trade))


def _sheets(entries: tuple[Entry, ...]) -> list[list[Entry]]:
    sheets: dict[tuple[str, Category], list[Entry]] = {}
    for entry in entries:
        sheets.setdefault((entry.body_code, entry.category), []).append(entry)
    return list(sheets.values())


def _plant_slips(order: list[Entry], last_ones: set[str], taken: set[str]) -> dict[str, Slip]:
    """Give each slip to a nomination; one that is never mended must be the last in its order, or it leaves a gap."""
    planted = {}
    for slip in SLIPS:
        entry = next(
            entry
            for entry in order
            if entry.category is slip.category
            and entry.nomination_no not in taken
            and (entry.nomination_no in last_ones) != slip.is_mended
        )
        taken.add(entry.nomination_no)
        planted[entry.nomination_no] = slip
    return planted


def _withdraw(order: list[Entry], last_ones: set[str], taken: set[str]) -> frozenset[str]:
    chosen = [entry.nomination_no for entry in order if entry.nomination_no in last_ones - taken][:_WITHDRAWN]
    taken.update(chosen)
    return frozenset(chosen)


def _plant_breaches(order: list[Entry], season: Season, maker: EntryMaker, taken: set[str]) -> list[BrokenRule]:
    broken = []
    for breach in breaches():
        entry = _free(order, breach, taken)
        entry.facts |= breach.change(Occasion(entry, season, maker))
        refused = breach.verdict is Verdict.REFER and not breach.is_accepted
        broken.append(BrokenRule(entry.nomination_no, breach.rule, breach.verdict, refused))
    return broken


def _free(order: list[Entry], breach: Breach, taken: set[str]) -> Entry:
    entry = next(one for one in order if one.category in breach.categories and one.nomination_no not in taken)
    taken.add(entry.nomination_no)
    return entry
