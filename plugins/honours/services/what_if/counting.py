"""Adds up the groups of a cycle: outcomes, the rules that made the difference, the money, and whom to list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from honours.domain.cycle import Category, Cycle
from honours.domain.money import ZERO, Money
from honours.domain.states import Verdict
from honours.regulation.rules import Rule
from honours.services.outcomes import cited
from honours.services.what_if.answer import CategoryAnswer, Change, Outcomes, RuleCount
from honours.services.what_if.comparing import Book, Group
from honours.services.what_if.reckoning import Grants, Tally, reckon
from honours.services.what_if.weighing import Weighed, weigh


@dataclass(frozen=True, slots=True)
class Listed:
    """One nomination to list, with what became of its group."""

    nomination_no: str
    category: Category
    change: Change
    weighed: Weighed
    is_honoured: bool


class Count:
    """The sums of one cycle, grown group by group; it holds at most ``most`` numbers, whatever comes."""

    def __init__(
        self, cycle: Cycle, before: Book, after: Book, grants: Mapping[Category, tuple[Grants, Grants]], most: int
    ) -> None:
        self.nominations = 0
        self.changed = 0
        self.listed: list[Listed] = []
        self.grants = grants
        self._most = most
        self._rules = {
            category: tuple(zip(before.of(category), after.of(category), strict=True)) for category in grants
        }
        self._tallies = {category: Tally() for category in cycle.categories}
        self._before: Counter[tuple[Category, Verdict]] = Counter()
        self._after: Counter[tuple[Category, Verdict]] = Counter()
        self._changes: Counter[tuple[Category, Change]] = Counter()
        self._by_rule: Counter[tuple[str, Change]] = Counter()

    def add(self, group: Group) -> None:
        """Add one group."""
        rules = self._rules[group.category]
        weighed = weigh(group.before, group.after, [rule.id for rule, _ in rules], group.rulings)
        self.nominations += group.nominations
        self._before[group.category, weighed.before] += group.nominations
        self._after[group.category, weighed.after] += group.nominations
        self._changes[group.category, weighed.change] += group.nominations
        for place in weighed.deciding:
            self._by_rule[rules[place][0].id, weighed.change] += group.nominations
        self._tally(group, weighed)
        change = self._told(group, weighed)
        if change is not Change.NONE:
            self.changed += group.nominations
            self._list([Listed(number, group.category, change, weighed, group.is_honoured) for number in group.numbers])

    def categories(self) -> tuple[CategoryAnswer, ...]:
        """Return the sums by category."""
        return tuple(self._category(category, *grants) for category, grants in self.grants.items())

    def rules(self) -> tuple[RuleCount, ...]:
        """Return the rules that made a difference, in the order of the regulation."""
        known: dict[str, tuple[Rule, Rule]] = {pair[0].id: pair for pairs in self._rules.values() for pair in pairs}
        return tuple(
            RuleCount(
                rule.id,
                rule.article,
                cited(rule.article),
                rule.sentence,
                rule.required,
                other.required,
                self._by_rule[rule.id, Change.NEWLY_IN],
                self._by_rule[rule.id, Change.NEWLY_OUT],
                self._by_rule[rule.id, Change.NEWLY_REFERRED],
            )
            for rule, other in known.values()
            if any(rule_id == rule.id for rule_id, _ in self._by_rule)
        )

    def _list(self, fresh: list[Listed]) -> None:
        """Keep the first by number of those kept so far and these, which come in order."""
        is_full = len(self.listed) == self._most
        if fresh and not (is_full and fresh[0].nomination_no > self.listed[-1].nomination_no):
            self.listed = list(islice(merge(self.listed, fresh, key=lambda one: one.nomination_no), self._most))

    def _told(self, group: Group, weighed: Weighed) -> Change:
        """Return as what the group is listed: also those that only get another amount."""
        one, other = self.grants[group.category]
        is_repriced = group.is_honoured and one.amount != other.amount
        return Change.AMOUNT_ONLY if weighed.change is Change.NONE and is_repriced else weighed.change

    def _tally(self, group: Group, weighed: Weighed) -> None:
        tally = self._tallies[group.category]
        if group.is_honoured:
            money = group.granted + self.grants[group.category][0].amount * group.ungranted
            tally.honoured += group.nominations
            tally.honoured_cny += money
            if weighed.change is Change.NEWLY_OUT:
                tally.newly_out += group.nominations
                tally.newly_out_cny += money
            elif weighed.change is Change.NEWLY_REFERRED:
                tally.in_doubt += group.nominations
                tally.in_doubt_cny += money
        elif weighed.after is Verdict.PASS:
            if weighed.change is Change.NEWLY_IN:
                tally.newly_in += group.nominations
            else:
                tally.ready += group.nominations

    def _category(self, category: Category, before: Grants, after: Grants) -> CategoryAnswer:
        money = reckon(self._tallies[category], before, after)
        return CategoryAnswer(
            category=category,
            before=self._outcomes(category, self._before),
            after=self._outcomes(category, self._after),
            newly_in=self._changes[category, Change.NEWLY_IN],
            newly_out=self._changes[category, Change.NEWLY_OUT],
            newly_referred=self._changes[category, Change.NEWLY_REFERRED],
            quota_before=before.quota,
            quota_after=after.quota,
            grant_before_cny=before.amount,
            grant_after_cny=after.amount,
            honoured=self._tallies[category].honoured,
            still_honoured=money.still_honoured,
            without_place=money.without_place,
            before_cny=money.before,
            after_cny=money.after,
            in_doubt_cny=money.in_doubt,
            most_new_cny=money.most_new,
            most_moving_up_cny=money.most_moving_up,
        )

    @staticmethod
    def _outcomes(category: Category, counted: Counter[tuple[Category, Verdict]]) -> Outcomes:
        return Outcomes(*(counted[category, verdict] for verdict in (Verdict.PASS, Verdict.FAIL, Verdict.REFER)))


def amounts(one: Listed, granted: Money | None, before: Grants, after: Grants) -> tuple[Money | None, Money | None]:
    """Return what a listed nomination gets under both laws; nothing for one that was not honoured in fact."""
    if not one.is_honoured:
        return None, None
    paid = before.amount if granted is None else granted
    if one.change is Change.NEWLY_OUT:
        return paid, ZERO
    return paid, paid + (after.amount - before.amount)
