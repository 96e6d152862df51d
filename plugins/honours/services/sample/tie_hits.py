"""Which experts have to step back from which entries of a sample's cycle, told by looking at every pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from honours.domain.conflicts import ConflictKind, InterestSubject
from honours.domain.cycle import Cycle
from honours.regulation.policies import ReviewPolicy, review_policy
from honours.services.sample.entries import Entry
from honours.services.sample.experts import Expert
from honours.services.sample.letters import Letter, at
from honours.services.sample.plants import Plant, PlantKind
from honours.services.sample.rosters import interest_roster
from honours.services.sample.tie_facts import kept, names_of, stored
from honours.services.sample.ties import Ties, ties, years
from honours.services.sample.year import SampleYear


def conflict_plants(year: SampleYear) -> set[Plant]:
    """Return the conflicts and recusals of the cycle as plants: the expert at the entry, and the kind."""
    cycle, told = year.season.cycle, ties()
    policy = review_policy(cycle.scheme, year.season.due_on)
    earlier = [(cycle, one) for one in kept(year)]
    earlier += [(other, one) for other in _before(cycle) for one in kept(years()[other])]
    found: set[Plant] = set()
    for expert in told.experts:
        teams = [(other, one) for other, one in earlier if expert.name in names_of(one)]
        for entry in stored(year):
            for kind in _kinds(entry, expert, cycle, told, policy, teams):
                found.add(Plant(PlantKind.CONFLICT, entry.nomination_no, expert.expert_no, kind.value))
    return found


def interest_letters(year: SampleYear) -> list[Letter]:
    """Return what experts say once they see the entries, as the office sends it in with the corrections."""
    on, cycle = year.corrected_on, year.season.cycle
    content = interest_roster(cycle, saved_on=on)
    return [] if content is None else [Letter(f"专家回避和利害关系（{cycle.label}）.xlsx", content, at(on, 16))]


def _before(cycle: Cycle) -> list[Cycle]:
    """Return the cycles that are played before this one."""
    played = list(years())
    return played[: played.index(cycle)] if cycle in played else []


def _kinds(
    entry: Entry,
    expert: Expert,
    cycle: Cycle,
    told: Ties,
    policy: ReviewPolicy,
    teams: Sequence[tuple[Cycle, Entry]],
) -> Iterator[ConflictKind]:
    names, since = names_of(entry), cycle.year - policy.conflict_years
    unit, uscc = _plain(entry.facts["unit_name"]), entry.facts["unit_uscc"]
    own = expert.expert_no
    if _plain(expert.unit_name) == unit or expert.unit_uscc == uscc:
        yield ConflictKind.SAME_UNIT
    if policy.is_district_conflict and expert.body_code == entry.body_code:
        yield ConflictKind.SAME_BODY
    if expert.name in names:
        yield ConflictKind.TEAM_MEMBER
    for row in told.rows["expert_collaboration"]:
        if row["expert_no"] == own and row["collaborator_name"] in names and int(str(row["year"])) >= since:
            yield ConflictKind(str(row["kind"]))
    for row in told.rows["expert_affiliation"]:
        until = row["until_year"] or cycle.year
        if row["expert_no"] == own and _plain(row["unit_name"]) == unit and int(str(until)) >= since:
            yield ConflictKind.WORKED_TOGETHER
    for other, one in teams:
        is_other = one.nomination_no != entry.nomination_no and since <= other.year <= cycle.year
        if is_other and (names_of(one) - {expert.name}) & names:
            yield ConflictKind.WORKED_TOGETHER
    meant: dict[str, set[object]] = {
        InterestSubject.PERSON.value: set(names),
        InterestSubject.UNIT.value: {entry.facts["unit_name"], uscc},
        InterestSubject.NOMINATION.value: {entry.nomination_no},
    }
    later = told.later.get(cycle, {})
    for row in (*told.rows["declared_interest"], *later.get("declared_interest", ())):
        if row["expert_no"] == own and row["is_active"] and row["subject"] in meant[str(row["subject_kind"])]:
            yield ConflictKind.DECLARED
    for row in later.get("recusal", ()):
        if row["expert_no"] == own and row["is_active"] and row["subject"] in meant[str(row["subject_kind"])]:
            yield ConflictKind.RECUSAL


def _plain(unit_name: object) -> str:
    return str(unit_name).replace("有限责任公司", "有限公司")
