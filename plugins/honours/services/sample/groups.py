"""Rules that look at several nominations at once, broken by groups of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from honours.domain.cycle import Category
from honours.domain.states import Verdict
from honours.services.sample.entries import Entry
from honours.services.sample.summaries import copied

# From whose nomination to whose the text goes, and how many of its words are changed on the way.
_COPIED = (
    (Category.TECH_ACHIEVEMENT, Category.TECH_ACHIEVEMENT),
    (Category.GOLDEN_IDEA, Category.GOLDEN_IDEA),
    (Category.OPERATING_METHOD, Category.TECH_ACHIEVEMENT),
)
_CHANGED = 0.3


@dataclass(frozen=True, slots=True)
class GroupBreach:
    """A rule broken by all of these nominations together; staff refuse those in ``refused`` when the rule refers."""

    rule: str
    verdict: Verdict
    entries: tuple[Entry, ...]
    refused: tuple[Entry, ...] = ()


def break_in_groups(entries: Sequence[Entry], taken: set[str]) -> list[GroupBreach]:
    """Change some nominations that are not in ``taken`` so that the rules on several at once are broken."""
    free = _Free(entries, taken)
    order = _skip_a_number(free)
    person = free.pick(Category.TECH_ACHIEVEMENT, 1) + free.pick(Category.GOLDEN_IDEA, 1)
    for key in ("person_name", "person_id", "payee_name", "payee_bank_name", "payee_account"):
        person[1].facts[key] = person[0].facts[key]
    patent = free.pick(Category.INVENTION_PATENT, 2)
    patent[1].facts["patent_no"] = patent[0].facts["patent_no"]
    owners = free.pick(Category.INVENTION_PATENT, 3)
    for entry in owners:
        entry.facts["patentee"] = f"{entry.facts['patentee']}、无锡三叶研究院"
    same_name, unknown = free.pick(Category.TECH_ACHIEVEMENT, 1) + free.pick(Category.GOLDEN_IDEA, 1)
    for key in ("person_name", "unit_name", "unit_uscc", "payee_name", "payee_bank_name", "payee_account"):
        unknown.facts[key] = same_name.facts[key]
    unknown.facts["person_id"] = None
    return [
        *_copy_texts(free),
        GroupBreach("same_name_and_unit", Verdict.REFER, (same_name, unknown), (unknown,)),
        GroupBreach("one_entry", Verdict.REFER, (unknown,), (unknown,)),
        GroupBreach("priority_order", Verdict.REFER, tuple(order)),
        GroupBreach("one_entry", Verdict.FAIL, tuple(person)),
        GroupBreach("one_patent_one_entry", Verdict.REFER, tuple(patent), (patent[1],)),
        GroupBreach("patentee_entries", Verdict.REFER, tuple(owners), (owners[2],)),
    ]


def _copy_texts(free: _Free) -> list[GroupBreach]:
    """Let three nominations copy the summary of another unit's, with some of its words changed and their own thing.

    Whose text it was first is a person's decision; both are referred.
    """
    found = []
    for category, of_copy in _COPIED:
        original, copy = free.pick_alike(category, of_copy)
        text = str(copied(original.summary(), _CHANGED, original.speciality, copy.nomination_no))
        copy.facts["project_summary"] = text.replace(original.thing, copy.thing)
        found.append(GroupBreach("similar_text", Verdict.REFER, (original, copy), (copy,)))
    return found


class _Free:
    def __init__(self, entries: Iterable[Entry], taken: set[str]) -> None:
        self.entries, self.taken = list(entries), taken

    def pick(self, category: Category, count: int) -> list[Entry]:
        """Return free nominations of the category, each of another body, and take them."""
        found: list[Entry] = []
        for entry in self.entries:
            is_other = entry.body_code not in [one.body_code for one in found]
            if entry.category is category and entry.nomination_no not in self.taken and is_other:
                found.append(entry)
                self.taken.add(entry.nomination_no)
            if len(found) == count:
                return found
        raise LookupError(category)

    def pick_alike(self, category: Category, other: Category) -> tuple[Entry, Entry]:
        """Return two free nominations of one trade, of different bodies and employers, and take them."""
        free = [entry for entry in self.entries if entry.nomination_no not in self.taken]
        for one, another in product(free, free):
            are_alike = (one.category, another.category, one.speciality) == (category, other, another.speciality)
            if (
                are_alike
                and one.body_code != another.body_code
                and one.facts["unit_uscc"] != another.facts["unit_uscc"]
            ):
                self.taken.update((one.nomination_no, another.nomination_no))
                return one, another
        raise LookupError(category, other)

    def sheets(self) -> dict[tuple[str, Category], list[Entry]]:
        """Return the nominations by body and category."""
        found: dict[tuple[str, Category], list[Entry]] = {}
        for entry in self.entries:
            found.setdefault((entry.body_code, entry.category), []).append(entry)
        return found


def _skip_a_number(free: _Free) -> list[Entry]:
    """Skip a number in the order of the smallest sheet that is still whole; nobody in it knows the true order then."""
    whole = [
        sheet
        for sheet in free.sheets().values()
        if len(sheet) >= 2 and not free.taken & {entry.nomination_no for entry in sheet}
    ]
    smallest = min(whole, key=lambda sheet: (len(sheet), sheet[0].nomination_no))
    smallest[-1].facts["priority_no"] = len(smallest) + 1
    free.taken.update(entry.nomination_no for entry in smallest)
    return smallest
