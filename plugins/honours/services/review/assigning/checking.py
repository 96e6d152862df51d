"""Checks an assignment against the rules without the solver: what everyone can count again (award/11)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from honours.services.review.assigning.problem import Pair, Problem


def broken_rules(problem: Problem, pairs: frozenset[Pair]) -> list[str]:
    """Return what an assignment breaks, in Chinese; nothing when it keeps all rules.

    Where sheets that are back break a rule by themselves, only what was added to them counts.
    """
    return list(_broken(problem, pairs))


def _broken(problem: Problem, pairs: frozenset[Pair]) -> Iterator[str]:
    experts = {one.expert_no: one for one in problem.experts}
    entries = {one.nomination_no: one for one in problem.entries}
    rules, fresh = problem.rules, pairs - problem.pinned
    for pair in sorted(pairs & problem.forbidden):
        yield f"{pair.nomination_no} 与 {pair.expert_no} 应当回避"
    for pair in sorted(problem.pinned - pairs):
        yield f"{pair.nomination_no} 已收回 {pair.expert_no} 的评分，却没有保留"
    for pair in sorted(fresh):
        if entries[pair.nomination_no].category not in experts[pair.expert_no].categories:
            yield f"{pair.expert_no} 不在 {pair.nomination_no} 的评审组中"
    loads, kept = Counter(pair.expert_no for pair in pairs), Counter(pair.expert_no for pair in problem.pinned)
    for number, load in sorted(loads.items()):
        if load > max(experts[number].most_entries, kept[number]):
            yield f"{number} 评审 {load} 项，超过上限 {experts[number].most_entries}"
    panels: dict[str, list[Pair]] = defaultdict(list)
    for pair in sorted(pairs):
        panels[pair.nomination_no].append(pair)
    for number, entry in sorted(entries.items()):
        panel = panels[number]
        back = [pair for pair in panel if pair in problem.pinned]
        if len(panel) != max(rules.experts_per_entry, len(back)):
            yield f"{number} 有 {len(panel)} 位专家，应为 {rules.experts_per_entry} 位"
        own = sum(entry.speciality in experts[pair.expert_no].specialities for pair in panel)
        strange = sum(entry.speciality not in experts[pair.expert_no].specialities for pair in back)
        if own < min(rules.least_of_speciality, len(panel) - strange):
            yield f"{number} 只有 {own} 位本专业专家，至少应有 {rules.least_of_speciality} 位"
        units = Counter(experts[pair.expert_no].unit_name for pair in panel)
        already = Counter(experts[pair.expert_no].unit_name for pair in back)
        for unit, count in sorted(units.items()):
            if count > max(rules.most_of_one_unit, already[unit]):
                yield f"{number} 有 {count} 位专家来自{unit}，至多 {rules.most_of_one_unit} 位"
    if rules.must_connect:
        yield from _apart(problem, panels)


def _apart(problem: Problem, panels: dict[str, list[Pair]]) -> Iterator[str]:
    for category in sorted({entry.category for entry in problem.entries}):
        inside = {entry.nomination_no for entry in problem.entries if entry.category == category}
        of_expert: dict[str, set[str]] = defaultdict(set)
        for number in inside:
            for pair in panels[number]:
                of_expert[pair.expert_no].add(number)
        first = min(inside)
        reached, waiting = {first}, [first]
        while waiting:
            for pair in panels[waiting.pop()]:
                found = of_expert[pair.expert_no] - reached
                reached |= found
                waiting += found
        if reached != inside:
            yield f"{category} 的项目没有连成一体：{min(inside - reached)} 与 {first} 之间没有共同的专家相连"
