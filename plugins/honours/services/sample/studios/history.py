"""The studios named before this system, those that apply for the next level among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from honours.domain.cycle import Scheme
from honours.domain.money import Money
from honours.domain.studio_numbers import StudioNo
from honours.domain.studios import LeaderHonour, LeaderTitle, StudioLevel
from honours.services.sample.people import People
from honours.services.sample.studios.identities import Studio, Studios

_MODEL, _EMPLOYEE = Scheme.MODEL_WORKER_STUDIO, Scheme.EMPLOYEE_STUDIO
_STANDARD, _DEMONSTRATION = StudioLevel.STANDARD, StudioLevel.DEMONSTRATION
# Standard and demonstration namings of those that are demonstration studios already; one skipped the first level.
_DEMONSTRATIONS = (
    (_MODEL, "0101", 2011, 2014),
    (_MODEL, "0107", 2013, 2018),
    (_MODEL, "0301", 2016, 2020),
    (_MODEL, "0304", None, 2016),
    (_EMPLOYEE, "0103", 2021, 2022),
    (_EMPLOYEE, "0205", 2021, 2023),
)
_PLAIN = (
    (_MODEL, "0102", 2010),
    (_MODEL, "0105", 2012),
    (_MODEL, "0106", 2015),
    (_MODEL, "0201", 2017),
    (_MODEL, "0203", 2019),
    (_MODEL, "0303", 2021),
    (_EMPLOYEE, "0104", 2021),
    (_EMPLOYEE, "0106", 2022),
    (_EMPLOYEE, "0202", 2022),
    (_EMPLOYEE, "0304", 2023),
)
_TOO_RECENT = (_MODEL, "0108", 2022)
_PROMOTABLE_YEARS = {_MODEL: (2010, 2021), _EMPLOYEE: (2021, 2023)}
# What the present regulation pays; of earlier money nothing is on record.
_PAID_SINCE = 2021
_PAID = {
    (_MODEL, _STANDARD): Money("20000.00"),
    (_MODEL, _DEMONSTRATION): Money("40000.00"),
    (_EMPLOYEE, _STANDARD): Money("10000.00"),
    (_EMPLOYEE, _DEMONSTRATION): Money("20000.00"),
}
_HONOURS = {
    _MODEL: (
        LeaderHonour.NATIONAL_MODEL_WORKER,
        LeaderHonour.PROVINCIAL_MODEL_WORKER,
        LeaderHonour.MUNICIPAL_MODEL_WORKER,
        LeaderHonour.MUNICIPAL_MODEL_WORKER,
        LeaderHonour.PROVINCIAL_MEDAL,
    ),
    _EMPLOYEE: (
        LeaderTitle.PROVINCIAL_SKILL_LEADER,
        LeaderTitle.MUNICIPAL_SKILL_LEADER,
        LeaderTitle.MUNICIPAL_INNOVATOR,
        LeaderTitle.MUNICIPAL_INNOVATOR,
    ),
}


@dataclass(frozen=True, slots=True)
class Naming:
    """One naming; ``paid`` is None where nothing is on record."""

    level: StudioLevel
    on: date
    decision_no: str
    paid: Money | None


@dataclass(frozen=True, slots=True)
class Named:
    """A studio in the register with its namings, oldest first."""

    studio_no: str
    studio: Studio
    honour: str
    members: tuple[str, ...]
    namings: tuple[Naming, ...]

    @property
    def first_on(self) -> date:
        """The day of the first naming."""
        return self.namings[0].on


@dataclass(slots=True)
class History:
    """The register; the pools are taken from, so that no studio of it is in two stories."""

    named: tuple[Named, ...]
    # One of which a clerk writes the credit code wrongly, and one of which the year of the promotion.
    wrong_code: Named
    wrong_year: Named
    promotable: dict[tuple[Scheme, str], list[Named]] = field(default_factory=dict)
    demonstrations: dict[Scheme, list[Named]] = field(default_factory=dict)
    plain: dict[Scheme, list[Named]] = field(default_factory=dict)
    too_recent: list[Named] = field(default_factory=list)
    # Which studio of the register an application was made for.
    promoted: dict[str, Named] = field(default_factory=dict)


def history(studios: Studios, people: People, random: Random, wanted: Sequence[tuple[Scheme, str]]) -> History:
    """Return the register, with one studio that can be promoted for each ``wanted`` scheme and body."""
    writer = _Writer(studios, people, random)
    promotable = [writer.named(scheme, body, _year(scheme, random), None) for scheme, body in wanted]
    recent = writer.named(*_TOO_RECENT, None)
    shown = [writer.named(*one) for one in _DEMONSTRATIONS]
    plain = [writer.named(*one, None) for one in _PLAIN]
    numbered = {id(draft): named for draft, named in writer.numbered()}
    found = History(
        tuple(sorted(numbered.values(), key=lambda one: one.studio_no)),
        wrong_code=numbered[id(plain[0])],
        wrong_year=numbered[id(shown[2])],
    )
    for draft in promotable:
        found.promotable.setdefault((draft.studio.scheme, draft.studio.body_code), []).append(numbered[id(draft)])
    for drafts, pool in ((shown, found.demonstrations), (plain, found.plain)):
        for draft in drafts:
            pool.setdefault(draft.studio.scheme, []).append(numbered[id(draft)])
    found.too_recent.append(numbered[id(recent)])
    return found


def _year(scheme: Scheme, random: Random) -> int:
    first, last = _PROMOTABLE_YEARS[scheme]
    return random.randint(first, last)


@dataclass(slots=True)
class _Draft:
    studio: Studio
    honour: str
    members: tuple[str, ...]
    namings: tuple[Naming, ...]


class _Writer:
    def __init__(self, studios: Studios, people: People, random: Random) -> None:
        self._studios, self._people, self._random = studios, people, random
        self._drafts: list[_Draft] = []

    def named(self, scheme: Scheme, body_code: str, standard: int | None, demonstration: int | None) -> _Draft:
        """Return a studio named in these years."""
        studio = self._studios.studio(scheme, body_code)
        years = ((_STANDARD, standard), (_DEMONSTRATION, demonstration))
        draft = _Draft(
            studio=studio,
            honour=self._random.choice(_HONOURS[scheme]).value,
            members=self._people.team(studio.leader.name, self._random.randint(5, 11)),
            namings=tuple(self._naming(scheme, level, year) for level, year in years if year is not None),
        )
        self._drafts.append(draft)
        return draft

    def numbered(self) -> Iterator[tuple[_Draft, Named]]:
        """Yield every draft with its number: by scheme, year of the first naming, and order of drafting."""
        serials: dict[tuple[Scheme, int], int] = {}
        for draft in self._drafts:
            key = (draft.studio.scheme, draft.namings[0].on.year)
            serials[key] = serials.get(key, 0) + 1
            number = str(StudioNo(*key, serials[key]))
            yield draft, Named(number, draft.studio, draft.honour, draft.members, draft.namings)

    def _naming(self, scheme: Scheme, level: StudioLevel, year: int) -> Naming:
        decision_no = f"锡工发〔{year}〕{42 if scheme is _MODEL else 43}号"
        paid = _PAID[scheme, level] if year >= _PAID_SINCE else None
        return Naming(level, date(year, 12, 18 if scheme is _MODEL else 22), decision_no, paid)
