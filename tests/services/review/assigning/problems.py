"""Makes small problems of assignment: by hand, and drawn by hypothesis."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import strategies as st

from honours.services.review.assigning.checking import broken_rules
from honours.services.review.assigning.field import field_of, mask
from honours.services.review.assigning.problem import Costs, Entry, Expert, Pair, PanelRules, Problem
from honours.services.review.assigning.programme import Objective
from honours.services.review.assigning.search import cost_of

COSTS = Costs(other_speciality=8, further_speciality=2, load_step=1)
SEED = "锡工办发〔2025〕18号"


def entry(number: int, speciality: str = "machinery", category: str = "golden_idea") -> Entry:
    return Entry(f"N{number:03d}", category, speciality)


def expert(
    number: int,
    *specialities: str,
    unit: str | None = None,
    most: int = 10,
    categories: tuple[str, ...] = ("golden_idea",),
) -> Expert:
    return Expert(f"E{number:03d}", unit or f"单位{number}", specialities or ("machinery",), categories, most)


def pair(nomination: int, person: int) -> Pair:
    return Pair(f"N{nomination:03d}", f"E{person:03d}")


def problem(
    entries: list[Entry],
    experts: list[Expert],
    rules: PanelRules | None = None,
    seed: str = SEED,
    **more: frozenset[Pair],
) -> Problem:
    return Problem(tuple(entries), tuple(experts), rules or PanelRules(2, 1, 1), COSTS, seed, **more)


@st.composite
def problems(draw: st.DrawFn, most_entries: int = 7, most_experts: int = 8) -> Problem:
    """Draw a problem that may or may not have an answer."""
    trades, categories = ("machinery", "energy"), ("golden_idea", "tech_achievement")
    entries = [
        entry(number, draw(st.sampled_from(trades)), draw(st.sampled_from(categories)))
        for number in range(draw(st.integers(1, most_entries)))
    ]
    experts = [
        expert(
            number,
            *draw(st.sampled_from((("machinery",), ("energy",), ("energy", "machinery")))),
            unit=draw(st.sampled_from(("甲院", "乙院", "丙院"))),
            most=draw(st.integers(most_entries // 2, most_entries)),
            categories=draw(st.sampled_from((categories, categories[:1], categories[1:]))),
        )
        for number in range(draw(st.integers(1, most_experts)))
    ]
    everyone = [Pair(one.nomination_no, other.expert_no) for one in entries for other in experts]
    some = st.frozensets(st.sampled_from(everyone), max_size=len(everyone) // 4)
    forbidden = draw(some)
    rules = PanelRules(
        draw(st.integers(1, 3)), draw(st.integers(0, 1)), draw(st.integers(1, 2)), is_connected=draw(st.booleans())
    )
    pinned = frozenset(sorted(draw(some) - forbidden)[:2])
    return problem(entries, experts, rules, forbidden=forbidden, told=draw(some), pinned=pinned)


def cheapest(given: Problem) -> int | None:
    """Return the least cost by trying every assignment; None when there is none."""
    field = field_of(given)
    objective = Objective(field.cost, field.level_cost, 1)
    panels = []
    for i, one in enumerate(given.entries):
        able = [
            Pair(one.nomination_no, given.experts[j].expert_no)
            for j in range(len(given.experts))
            if field.eligible[i, j]
        ]
        back = {pair for pair in given.pinned if pair.nomination_no == one.nomination_no}
        count = max(given.rules.experts_per_entry, len(back))
        panels.append([set(panel) for panel in combinations(able, count) if back <= set(panel)])
    costs = []
    for choice in product(*panels):
        pairs = frozenset(pair for panel in choice for pair in panel)
        if not broken_rules(given, pairs):
            costs.append(cost_of(field, objective, mask(given, pairs)))
    return min(costs) if costs else None
