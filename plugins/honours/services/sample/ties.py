"""What the experts of the sample have to do with its entries: planted in the roster, the same one in every cycle.

Each tie is of one expert; a unit or a name may hit more entries than the one it was made for, and all of them must be
found (:mod:`honours.services.sample.tie_hits`). Beside each tie within its years stands one a year too old.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from honours.domain.cycle import Cycle, Scheme
from honours.services.sample.cycles import sample_cycles
from honours.services.sample.entries import Entry, Facts
from honours.services.sample.experts import Expert
from honours.services.sample.house import house
from honours.services.sample.tie_facts import faultless, kept, names_of, stored
from honours.services.sample.year import SampleYear, sample_year

AWARD, EMPLOYEE = Cycle(2025, Scheme.ACHIEVEMENT_AWARD), Cycle(2025, Scheme.EMPLOYEE_STUDIO)
_DISTRICT = "0103"
_SERVED_SINCE = 2017
_OWN_LIMIT = 40
_WORKS = ("一种精密轴承磨削装置", "现场工艺改进研究", "技能大师工作站筹建", "老旧设备能效评估")


@dataclass(frozen=True, slots=True)
class Ties:
    """The experts as the roster has them, its rows about them by table, and those that come once entries are there."""

    experts: tuple[Expert, ...]
    rows: Mapping[str, tuple[Facts, ...]]
    later: Mapping[Cycle, Mapping[str, tuple[Facts, ...]]]


@cache
def years() -> dict[Cycle, SampleYear]:
    """Return all cycles that are played, in their order."""
    from honours.services.sample.studios.years import studio_years

    planned = sample_cycles()
    studios = studio_years(tuple(one for one in planned if one.cycle.scheme.names_studios))
    return {
        one.cycle: studios[one.cycle].year if one.cycle in studios else sample_year(one.cycle, one.call_on, one.due_on)
        for one in planned
    }


@cache
def ties() -> Ties:
    """Return what the roster says of the experts, always the same."""
    award = _apart(faultless(years()[AWARD]))
    studios = _apart(stored(years()[EMPLOYEE]))
    own = {expert.expert_no: _registered(place, expert) for place, expert in enumerate(house().experts)}
    own["E001"] = replace(own["E001"], unit_name=_unit(next(award)).replace("有限公司", "有限责任公司"))
    own["E007"] = replace(own["E007"], unit_uscc=str(next(award).facts["unit_uscc"]))
    own["E012"] = replace(own["E012"], name=_only_there(years()[AWARD]))
    own["E017"] = replace(own["E017"], name=_teams_with_another(years()[AWARD], stored(years()[AWARD])))
    own["E022"] = replace(own["E022"], name=_served_beside_an_applicant())
    own["E027"] = replace(own["E027"], body_code=_DISTRICT)
    year = AWARD.year
    inventor, author, colleague, too_old = (next(award) for _ in range(4))
    rows = {
        "expert_service": tuple(_services(tuple(own.values()))),
        "expert_collaboration": (
            _worked("E032", inventor, "co_inventor", year - 1, _WORKS[0], unit=_unit(inventor)),
            _worked("E037", author, "co_author", year, _WORKS[1]),
            _worked("E003", colleague, "worked_together", year - 3, _WORKS[2]),
            _worked("E008", too_old, "co_inventor", year - 4, _WORKS[3]),
        ),
        "expert_affiliation": (
            _placed("E013", next(award), 2009, year - 3),
            _placed("E018", next(award), 2009, year - 4),
            _placed("E023", next(studios), 2015, None),
        ),
        "declared_interest": (
            _told("E028", "person", str(next(award).facts["person_name"]), "relative"),
            _told("E033", "unit", str(next(award).facts["unit_uscc"]), "economic", note="持有该单位股份"),
            _told("E038", "person", str(next(award).facts["person_name"]), "teacher", is_active=False),
        ),
    }
    later: dict[Cycle, dict[str, tuple[Facts, ...]]] = {
        AWARD: {
            "declared_interest": (
                _told("E004", "nomination", next(award).nomination_no, "other", note="参与过立项论证"),
            ),
            "recusal": (
                _stepped_back(AWARD, "E009", "nomination", next(award).nomination_no, "曾任该项目技术顾问"),
                _stepped_back(AWARD, "E014", "unit", _unit(next(award)), "正与该单位洽谈合作"),
                _stepped_back(AWARD, "E019", "nomination", next(award).nomination_no, "误报", is_active=False),
            ),
        },
        EMPLOYEE: {
            "recusal": (
                _stepped_back(EMPLOYEE, "E002", "nomination", next(studios).nomination_no, "受聘为该工作室导师"),
            )
        },
    }
    return Ties(tuple(own.values()), rows, later)


def _apart(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield entries of ever other units, spread over the bodies."""
    seen: set[str] = set()
    for entry in sorted(entries, key=lambda one: (one.nomination_no[-3:], one.nomination_no)):
        if _unit(entry) not in seen:
            seen.add(_unit(entry))
            yield entry


def _registered(place: int, expert: Expert) -> Expert:
    """Return the expert with what the roster tells of everybody."""
    limit = _OWN_LIMIT if place % 10 == 0 else None
    return replace(expert, serving_since_year=_SERVED_SINCE + place % 8, most_entries=limit)


def _services(experts: Sequence[Expert]) -> Iterator[Facts]:
    """Yield in which of the last years before the software each had served."""
    for place, expert in enumerate(experts):
        for year in range(max(expert.serving_since_year or AWARD.year, AWARD.year - 3), AWARD.year):
            category = AWARD.categories[(place + year) % len(AWARD.categories)]
            cycle = str(Cycle(year, AWARD.scheme))
            yield {"expert_no": expert.expert_no, "cycle": cycle, "category": category, "entry_count": 12 + place % 7}


def _only_there(year: SampleYear) -> str:
    """Return somebody of a team whose name stands nowhere else in any cycle."""
    counted = _counted()
    return next(
        name
        for entry in faultless(year)
        for name in sorted(names_of(entry) - {str(entry.facts["person_name"])})
        if counted[name] == 1 and not _met(entry, name, stored(year))
    )


def _teams_with_another(year: SampleYear, entries: Sequence[Entry]) -> str:
    """Return somebody of one team only, of which another one stands in a second entry of the same cycle."""
    counted = _counted()
    return next(
        name
        for entry in faultless(year)
        for name in sorted(names_of(entry) - {str(entry.facts["person_name"])})
        if counted[name] == 1 and _met(entry, name, entries)
    )


def _served_beside_an_applicant() -> str:
    """Return somebody of a studio of model workers, of whose team another one stands in an employees' studio.

    None of the team stands in the award, so that the award can be played without the studios.
    """
    counted, award = _counted(), stored(years()[AWARD])
    return next(
        name
        for cycle, year in years().items()
        if cycle.scheme is Scheme.MODEL_WORKER_STUDIO
        for entry in kept(year)
        for name in sorted(names_of(entry) - {str(entry.facts["person_name"])})
        if counted[name] == 1 and _met(entry, name, stored(years()[EMPLOYEE])) and not _met(entry, name, award)
    )


@cache
def _counted() -> dict[str, int]:
    """Return in how many entries of all cycles each name stands."""
    counted: dict[str, int] = {}
    for year in years().values():
        for entry in year.entries:
            for name in names_of(entry):
                counted[name] = counted.get(name, 0) + 1
    return counted


def _met(entry: Entry, name: str, others: Sequence[Entry]) -> bool:
    team = names_of(entry) - {name}
    return any(team & names_of(other) for other in others if other.nomination_no != entry.nomination_no)


def _unit(entry: Entry) -> str:
    return str(entry.facts["unit_name"])


def _worked(expert_no: str, entry: Entry, kind: str, year: int, work_name: str, *, unit: str | None = None) -> Facts:
    name = str(entry.facts["person_name"])
    told = {"expert_no": expert_no, "collaborator_name": name, "collaborator_unit": unit}
    return {**told, "kind": kind, "year": year, "work_name": work_name}


def _placed(expert_no: str, entry: Entry, from_year: int, until_year: int | None) -> Facts:
    return {"expert_no": expert_no, "unit_name": _unit(entry), "from_year": from_year, "until_year": until_year}


def _told(
    expert_no: str, kind: str, subject: str, relation: str, *, note: str | None = None, is_active: bool = True
) -> Facts:
    told: Facts = {"expert_no": expert_no, "subject_kind": kind, "subject": subject, "relation": relation}
    return {**told, "note": note, "is_active": is_active}


def _stepped_back(
    cycle: Cycle, expert_no: str, kind: str, subject: str, reason: str, *, is_active: bool = True
) -> Facts:
    told: Facts = {"cycle": str(cycle), "expert_no": expert_no, "subject_kind": kind, "subject": subject}
    return {**told, "reason": reason, "is_active": is_active}
