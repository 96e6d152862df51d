"""What a fault of one application is: what it says instead, and what which rules then find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from honours.domain.cycle import Category
from honours.domain.states import Verdict
from honours.services.sample.entries import Entry, Facts, Season, Value
from honours.services.sample.studios.history import History, Named
from honours.services.sample.studios.identities import Studio, Studios
from honours.services.sample.studios.maker import ApplicationMaker


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a fault may look at: the application as it was, the season, the register, and the makers."""

    entry: Entry
    season: Season
    known: History
    studios: Studios
    maker: ApplicationMaker

    def day(self, key: str) -> date:
        """Return a date that the application states."""
        value = self.entry.facts[key]
        if not isinstance(value, date):
            raise TypeError(key)
        return value

    def stranger(self) -> Studio:
        """Return a studio that the register does not know."""
        return self.studios.studio(self.entry.scheme, self.entry.body_code, (self.entry.speciality,))

    def plain(self) -> Named:
        """Return a standard studio of the register that is in no other story."""
        return self.known.plain[self.entry.scheme].pop()

    def demonstration(self) -> Named:
        """Return a demonstration studio of the register that is in no other story."""
        return self.known.demonstrations[self.entry.scheme].pop(0)


Change = Callable[[Occasion], Facts]


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to break rules; ``is_refused`` is how staff rule when all of them only refer."""

    category: Category
    found: tuple[tuple[str, Verdict], ...]
    change: Change
    is_refused: bool = False


def says(**facts: Value) -> Change:
    """Return the change to these facts."""
    return lambda _: dict(facts)


@dataclass(frozen=True, slots=True)
class Faults:
    """Writes faults of one category."""

    category: Category

    def fails(self, *rules: str, at: Change | None = None, also_refers: tuple[str, ...] = (), **facts: Value) -> Fault:
        """Return a fault by which the rules fail, and perhaps others refer as well."""
        found = [(rule, Verdict.FAIL) for rule in rules] + [(rule, Verdict.REFER) for rule in also_refers]
        return Fault(self.category, tuple(found), at or says(**facts))

    def accepted(self, *rules: str, at: Change | None = None, **facts: Value) -> Fault:
        """Return a fault by which the rules refer, and that staff let pass."""
        return Fault(self.category, tuple((rule, Verdict.REFER) for rule in rules), at or says(**facts))

    def refused(self, *rules: str, at: Change | None = None, **facts: Value) -> Fault:
        """Return a fault by which the rules refer, and that staff do not let pass."""
        return Fault(self.category, tuple((rule, Verdict.REFER) for rule in rules), at or says(**facts), True)
