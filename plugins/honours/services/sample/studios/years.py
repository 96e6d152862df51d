"""The studios' cycles one after the other: who applies, what is wrong with it, and what the visitors will find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.states import Verdict
from honours.services.sample.entries import Entry
from honours.services.sample.groups import GroupBreach
from honours.services.sample.house import house
from honours.services.sample.people import People
from honours.services.sample.playing import PlannedCycle
from honours.services.sample.slips import Slip
from honours.services.sample.studios import stories
from honours.services.sample.studios.employee_faults import employee_faults
from honours.services.sample.studios.faults import Fault, Occasion
from honours.services.sample.studios.history import History, history
from honours.services.sample.studios.identities import Studios
from honours.services.sample.studios.maker import ApplicationMaker
from honours.services.sample.studios.model_faults import faults_with_demonstration, faults_without_demonstration
from honours.services.sample.studios.seats import Seat, promotions, seats
from honours.services.sample.studios.slips import slips_of
from honours.services.sample.studios.stories import Cast
from honours.services.sample.studios.texts import Subject
from honours.services.sample.year import BrokenRule, SampleYear

_SEED = "honours sample studios"
_MODEL = Scheme.MODEL_WORKER_STUDIO


@dataclass(frozen=True, slots=True)
class StudioYear:
    """One cycle, with the register as it was before all of them."""

    year: SampleYear
    cast: Cast
    known: History

    @property
    def standing(self) -> tuple[str, ...]:
        """The numbers of those that get through the qualification: nothing failed, refused or left out."""
        out = {one.nomination_no for one in self.year.broken if one.verdict is Verdict.FAIL or one.is_refused}
        out |= {number for number, slip in self.year.slips.items() if not slip.is_mended} | self.year.withdrawn
        return tuple(entry.nomination_no for entry in self.year.entries if entry.nomination_no not in out)

    @property
    def faultless(self) -> tuple[Entry, ...]:
        """The applications with which nothing is wrong, not even a cell."""
        touched = {one.nomination_no for one in self.year.broken} | set(self.year.slips) | self.year.withdrawn
        return tuple(entry for entry in self.year.entries if entry.nomination_no not in touched)


@cache
def studio_years(planned: tuple[PlannedCycle, ...]) -> dict[Cycle, StudioYear]:
    """Return the cycles, each knowing those before it; the same plan gives the same cycles."""
    random = Random(_SEED)  # noqa: S311  invented people, not secrets
    people = People(random)
    studios = Studios(people, random)
    # Whatever is played, the register is that of all cycles.
    known = history(studios, people, random, promotions())
    found: dict[Cycle, StudioYear] = {}
    for one in planned:
        found[one.cycle] = _Builder(one, studios, people, random, known, found).built()
    return found


class _Builder:
    def __init__(
        self,
        planned: PlannedCycle,
        studios: Studios,
        people: People,
        random: Random,
        known: History,
        before: dict[Cycle, StudioYear],
    ) -> None:
        self._cycle, self._season = planned.cycle, planned.season
        self._studios, self._random, self._known, self._before = studios, random, known, before
        self._maker = ApplicationMaker(self._season, people, random)
        self._cast = Cast((), set(), {}, {})

    def built(self) -> StudioYear:
        """Return the cycle with all its faults."""
        entries = tuple(self._entry(seat) for seat in seats(self._cycle))
        self._cast.entries = self._random.sample(entries, len(entries))
        groups = list(self._groups())
        last_ones = {sheet[-1].nomination_no for sheet in _sheets(entries) if len(sheet) > 1}
        slips, withdrawn = self._slips(last_ones), self._withdraw(last_ones)
        broken = [
            BrokenRule(entry.nomination_no, group.rule, group.verdict, entry in group.refused)
            for group in groups
            for entry in group.entries
        ]
        broken += [one for fault in self._faults() for one in self._plant(fault)]
        year = SampleYear(
            self._season, house().bodies, house().experts, entries, tuple(sorted(broken)), slips, withdrawn
        )
        return StudioYear(year, self._cast, self._known)

    def _entry(self, seat: Seat) -> Entry:
        scheme = self._cycle.scheme
        named = None
        if seat.category is Category.DEMONSTRATION:
            named = self._known.promotable[scheme, seat.body_code].pop(0)
        studio = named.studio if named else self._studios.studio(scheme, seat.body_code)
        entry = self._maker.entry(studio, seat.category, seat.serial_no, named)
        number = entry.nomination_no
        self._cast.studios[number] = studio
        self._cast.subjects[number] = Subject(number, studio.speciality, studio.thing)
        if named:
            self._known.promoted[number] = named
        return entry

    def _groups(self) -> Iterator[GroupBreach]:
        cast = self._cast
        if self._cycle.scheme is Scheme.EMPLOYEE_STUDIO:
            other = self._before[Cycle(self._cycle.year, _MODEL)]
            yield stories.skipped_number(cast, Category.DEMONSTRATION)
            yield from stories.also_in_the_other_scheme(cast, other.cast, other.faultless[0])
            yield stories.copied_text(cast)
        elif self._has_demonstration:
            yield stories.skipped_number(cast, Category.STANDARD)
        else:
            before = self._before[Cycle(self._cycle.year - 1, _MODEL)]
            yield stories.one_leader_twice(cast)
            yield stories.one_name_twice(cast)
            yield stories.copied_from_before(cast, before.cast, _left_out(before.year))

    def _faults(self) -> Sequence[Fault]:
        if self._cycle.scheme is Scheme.EMPLOYEE_STUDIO:
            return employee_faults()
        return faults_with_demonstration() if self._has_demonstration else faults_without_demonstration()

    @property
    def _has_demonstration(self) -> bool:
        return any(seat.category is Category.DEMONSTRATION for seat in seats(self._cycle))

    def _slips(self, last_ones: set[str]) -> dict[str, Slip]:
        """Give each slip to an application; one that is never mended is the last in its order, or it leaves a gap."""
        categories = tuple({entry.category for entry in self._cast.entries})
        planted = {}
        for slip in slips_of(self._cycle, categories):
            entry = next(
                one for one in self._cast.free(slip.category) if (one.nomination_no in last_ones) != slip.is_mended
            )
            self._cast.take(entry)
            planted[entry.nomination_no] = slip
        return planted

    def _withdraw(self, last_ones: set[str]) -> frozenset[str]:
        entry = next(one for one in self._cast.free(Category.STANDARD) if one.nomination_no in last_ones)
        self._cast.take(entry)
        return frozenset({entry.nomination_no})

    def _plant(self, fault: Fault) -> Iterator[BrokenRule]:
        (entry,) = self._cast.pick(fault.category)
        entry.facts |= fault.change(Occasion(entry, self._season, self._known, self._studios, self._maker))
        for rule, verdict in fault.found:
            yield BrokenRule(entry.nomination_no, rule, verdict, fault.is_refused)


def _sheets(entries: Sequence[Entry]) -> list[list[Entry]]:
    sheets: dict[tuple[str, Category], list[Entry]] = {}
    for entry in entries:
        sheets.setdefault((entry.body_code, entry.category), []).append(entry)
    return list(sheets.values())


def _left_out(year: SampleYear) -> frozenset[str]:
    """Return those whose text never came to be stored as it was meant, or that took it back."""
    return frozenset(number for number, slip in year.slips.items() if not slip.is_mended) | year.withdrawn
