"""Assignments of experts with all rules, proven; and beside networkx the one that a minimum-cost flow can do.

- *all rules*: conflicts, limits, speciality, units, connection; four categories, eight specialities, 2 % conflicts. The
  targets are those that the office was promised: 200 entries x 40 experts x 5 under 1 s, 2 000 x 400 x 5 under 60 s.
- *flow*: without speciality, units and connection, which a flow cannot hold together. Both must come to the same cost;
  networkx names no tie order and proves nothing, so it also does less.

The load of the machine stands beside the times: two cores that others use as well tell nothing about a target, so it
is then not asked for.
"""

from __future__ import annotations

import argparse
import os
import time
from random import Random

import networkx as nx

from honours.domain.cycle import CATEGORIES, Scheme
from honours.domain.facts import Speciality
from honours.services.review.assigning.checking import broken_rules
from honours.services.review.assigning.field import field_of
from honours.services.review.assigning.problem import Costs, Entry, Expert, Pair, PanelRules, Problem
from honours.services.review.assigning.solving import solve

COSTS = Costs(other_speciality=8, further_speciality=2, load_step=1)
ALL_RULES = PanelRules(5, 2, 2)
FLOW_RULES = PanelRules(5, 0, 400, is_connected=False)
TARGETS = {(200, 40): 1.0, (2000, 400): 60.0}
CALM = 1.5


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seeds", type=int, default=3, help="how many made-up years of each size")
    given = arguments.parse_args()
    print("case       size           year   ours s    cpu s      cost  gap  only  networkx s load")
    for size in TARGETS:
        for seed in range(1, given.seeds + 1):
            _measure("all rules", size, seed, made_up(*size, seed, ALL_RULES))
    for seed in range(1, given.seeds + 1):
        _measure("flow", (200, 40), seed, made_up(200, 40, seed, FLOW_RULES), with_flow=True)


def made_up(entries: int, experts: int, seed: int, rules: PanelRules) -> Problem:
    """Return a made-up year: the same arguments, the same year."""
    random = Random(seed)  # noqa: S311  invented people, not secrets
    categories = [category.value for category in CATEGORIES[Scheme.ACHIEVEMENT_AWARD]]
    trades = [trade.value for trade in Speciality]
    # In a big house nobody sits on every panel.
    share = 1.0 if experts <= 40 else 0.75
    most = -(-entries * rules.experts_per_entry * 5 // (experts * 4))
    nominated = tuple(Entry(f"N{n:05d}", random.choice(categories), random.choice(trades)) for n in range(entries))
    known = tuple(
        Expert(
            f"E{n:03d}",
            f"单位{random.randrange(experts // 5 + 2)}",
            (trades[n % len(trades)],),
            tuple(category for category in categories if random.random() < share),
            most,
        )
        for n in range(experts)
    )
    forbidden = (Pair(one.nomination_no, other.expert_no) for one in nominated for other in known)
    return Problem(
        nominated, known, rules, COSTS, f"year {seed}", frozenset(pair for pair in forbidden if random.random() < 0.02)
    )


def _measure(case: str, size: tuple[int, int], seed: int, problem: Problem, *, with_flow: bool = False) -> None:
    before, worked = time.perf_counter(), time.process_time()
    answer = solve(problem)
    ours, worked = time.perf_counter() - before, time.process_time() - worked
    assert broken_rules(problem, answer.pairs) == []
    flow = f"{_flow(problem, answer.cost):11.2f}" if with_flow else f"{'-':>11}"
    load = os.getloadavg()[0]
    says = f"{case:<10} {size[0]:>5} x {size[1]:>3} x 5 {seed:>4} {ours:8.2f} {worked:8.2f}"
    only = "yes" if answer.is_only else "no"
    print(f"{says} {answer.cost:>9,} {answer.gap:>4} {only:>5} {flow} {load:.1f}")
    if load < CALM and ours > TARGETS[size]:
        raise SystemExit(f"{case} {size}: {ours:.2f} s, the target is {TARGETS[size]:.0f} s")


def _flow(problem: Problem, cost: int) -> float:
    """Return how long networkx takes to the same cost by a minimum-cost flow."""
    before = time.perf_counter()
    field = field_of(problem)
    graph = nx.MultiDiGraph()
    wanted = problem.rules.experts_per_entry
    for i, entry in enumerate(problem.entries):
        graph.add_node(entry.nomination_no, demand=-wanted)
        for j, expert in enumerate(problem.experts):
            if field.eligible[i, j]:
                graph.add_edge(entry.nomination_no, expert.expert_no, capacity=1, weight=int(field.cost[i, j]))
    graph.add_node("all", demand=wanted * len(problem.entries))
    for place, price in zip(field.level_expert, field.level_cost, strict=True):
        graph.add_edge(problem.experts[place].expert_no, "all", capacity=1, weight=int(price))
    found, _ = nx.network_simplex(graph)
    assert found == cost, (found, cost)
    return time.perf_counter() - before


if __name__ == "__main__":
    main()
