"""Faults that several applications make together, within one cycle or with one played before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from honours.domain.cycle import Category, Scheme
from honours.domain.states import Verdict
from honours.services.sample.entries import Entry
from honours.services.sample.groups import GroupBreach
from honours.services.sample.studios.identities import Studio
from honours.services.sample.studios.texts import Subject
from honours.services.sample.summaries import copied

_CHANGED = 0.15


@dataclass(slots=True)
class Cast:
    """The applications of a cycle from which stories take theirs; ``studios`` and ``subjects`` are by number."""

    entries: Sequence[Entry]
    taken: set[str]
    studios: dict[str, Studio]
    subjects: dict[str, Subject]

    def pick(self, category: Category, count: int = 1) -> list[Entry]:
        """Return free applications, each of another body, and take them."""
        found: list[Entry] = []
        for entry in self.free(category):
            if len(found) < count and entry.body_code not in [one.body_code for one in found]:
                found.append(entry)
        if len(found) < count:
            raise LookupError(category)
        self.take(*found)
        return found

    def free(self, category: Category) -> Iterator[Entry]:
        """Yield the applications of which no story is told yet."""
        for entry in self.entries:
            if entry.category is category and entry.nomination_no not in self.taken:
                yield entry

    def take(self, *entries: Entry) -> None:
        """Let no other story be told of these."""
        self.taken.update(entry.nomination_no for entry in entries)

    def become(self, entry: Entry, studio: Studio) -> None:
        """Let the application be of another studio; its team stays, but for the leader."""
        leader, members = str(entry.facts["person_name"]), entry.facts["team_members"]
        team = [
            name for name in (members if isinstance(members, tuple) else ()) if name not in (leader, studio.leader.name)
        ]
        names = (studio.leader.name, *team)
        entry.facts |= {**studio.facts, "team_members": names, "team_size": len(names)}
        self.studios[entry.nomination_no] = studio


def skipped_number(cast: Cast, category: Category) -> GroupBreach:
    """Skip a number in the order of a body; nobody knows the true order then, and staff ask."""
    sheets: dict[str, list[Entry]] = {}
    for entry in cast.free(category):
        sheets.setdefault(entry.body_code, []).append(entry)
    sheet = next(one for one in sheets.values() if len(one) > 1)
    sheet[-1].facts["priority_no"] = len(sheet) + 1
    cast.take(*sheet)
    return GroupBreach("priority_order", Verdict.REFER, tuple(sheet))


def one_leader_twice(cast: Cast) -> GroupBreach:
    """Let the leader of one studio lead another one of another unit as well."""
    first, second = cast.pick(Category.STANDARD, 2)
    leader = cast.studios[first.nomination_no].leader
    cast.become(second, cast.studios[second.nomination_no].led_by(leader))
    return GroupBreach("leader_applications", Verdict.REFER, (first, second), (second,))


def one_name_twice(cast: Cast) -> GroupBreach:
    """Let two bodies send studios of one name, which is only that of the leader."""
    first, second = cast.pick(Category.STANDARD, 2)
    for entry in (first, second):
        entry.facts["project_name"] = f"{first.facts['person_name']}劳模创新工作室"
    return GroupBreach("one_name_one_studio", Verdict.REFER, (first, second), (second,))


def copied_text(cast: Cast, category: Category = Category.STANDARD) -> GroupBreach:
    """Let one studio copy what another one of its trade says of itself; both are asked about."""
    original, copy = _alike(list(cast.free(category)), list(cast.free(category)))
    cast.take(original, copy)
    _copy(cast.subjects[original.nomination_no], copy)
    return GroupBreach("similar_text", Verdict.REFER, (original, copy), (copy,))


def copied_from_before(cast: Cast, before: Cast, without: frozenset[str]) -> GroupBreach:
    """Let a studio copy one of an earlier cycle, which is judged already and so not asked about again."""
    originals = [entry for entry in before.entries if entry.nomination_no not in without]
    original, copy = _alike(originals, list(cast.free(Category.STANDARD)))
    cast.take(copy)
    _copy(before.subjects[original.nomination_no], copy)
    return GroupBreach("similar_text", Verdict.REFER, (copy,), (copy,))


def also_in_the_other_scheme(cast: Cast, other: Cast, entry_of_other: Entry) -> list[GroupBreach]:
    """Let a studio that applied in the other scheme apply here too."""
    (entry,) = cast.pick(Category.STANDARD)
    cast.become(entry, other.studios[entry_of_other.nomination_no].of_scheme(Scheme.EMPLOYEE_STUDIO))
    entry.facts["frontline_count"] = entry.facts["team_size"]
    rules = ("in_both_schemes", "leader_applications")
    return [GroupBreach(rule, Verdict.REFER, (entry,), (entry,)) for rule in rules]


def _alike(originals: Sequence[Entry], copies: Sequence[Entry]) -> tuple[Entry, Entry]:
    for original in originals:
        for copy in copies:
            if original.body_code != copy.body_code and original.speciality is copy.speciality:
                return original, copy
    raise LookupError(originals, copies)


def _copy(subject: Subject, copy: Entry) -> None:
    text = copied(subject.summary, _CHANGED, subject.speciality, copy.nomination_no)
    copy.facts["project_summary"] = str(text)
