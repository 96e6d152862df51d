"""Chooses who is asked about which entry (award/12): exactly so many experts of the trade an entry, loads even.

Pure: the same entries, experts and seed give the same choice in whatever order they are handed in. Those who did not
score an entry come first. Within that the loads are as even as they can be: the sum of their squares is the least. What
then is still free is settled by a SHA-256 over the seed, which is the hash of the published notice: nobody can pick it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from honours.domain.errors import RefusedInput

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expert of an entry's trade who is active and not in conflict with it."""

    expert_no: str
    has_scored: bool


class ConsultantsMissing(RefusedInput):
    """Entries with fewer experts to ask than are needed; carries number, found and needed of each."""

    def __init__(self, gaps: Sequence[tuple[str, int]], needed: int) -> None:
        self.gaps, self.needed = tuple(gaps), needed
        listed = "；".join(f"{number} 只有 {found} 名" for number, found in gaps[:_SHOWN])
        more = f"等 {len(gaps)} 项" if len(gaps) > _SHOWN else ""
        super().__init__(
            f"行业咨询每项需要 {needed} 名本专业、在册且不须回避的专家，以下项目不够：{listed}{more}。"
            "请在专家名册中补充后重新报送，再清除（Clear）本步骤。"
        )


def order_key(seed: str, *parts: str) -> str:
    """Return the place of an entry or of an expert for an entry in the drawing, as 64 hexadecimal digits."""
    return sha256("\n".join((seed, *parts)).encode()).hexdigest()


def choose(
    candidates: Mapping[str, Collection[Candidate]], loads: Mapping[str, int], per_entry: int, seed: str
) -> dict[str, tuple[str, ...]]:
    """Return the experts of each entry, ``per_entry`` of its candidates; ``loads`` is what experts are asked already.

    Raise :class:`ConsultantsMissing` with every entry that has too few.
    """
    gaps = sorted((number, len(found)) for number, found in candidates.items() if len(found) < per_entry)
    if gaps:
        raise ConsultantsMissing(gaps, per_entry)
    drawing = _Drawing(candidates, loads, per_entry, seed)
    drawing.deal()
    drawing.even_out()
    return {number: drawing.panel(number) for number in sorted(candidates)}


class _Drawing:
    """Whom each entry gets for certain, whom it may get, whom it has, and how much each expert has to do."""

    def __init__(
        self, candidates: Mapping[str, Collection[Candidate]], loads: Mapping[str, int], per_entry: int, seed: str
    ) -> None:
        self.seed = seed
        self.certain: dict[str, list[str]] = {}
        self.pool: dict[str, list[str]] = {}
        self.places: dict[str, int] = {}
        self.chosen: dict[str, list[str]] = {}
        for number in sorted(candidates, key=lambda number: (len(candidates[number]), order_key(seed, number))):
            fresh = [one.expert_no for one in candidates[number] if not one.has_scored]
            scored = [one.expert_no for one in candidates[number] if one.has_scored]
            # Where there are too few who did not score it, all of them are asked and the rest is drawn.
            self.certain[number] = [] if len(fresh) >= per_entry else fresh
            drawn_from = fresh if len(fresh) >= per_entry else scored
            self.pool[number] = sorted(drawn_from, key=lambda expert_no: order_key(seed, number, expert_no))
            self.places[number] = per_entry - len(self.certain[number])
            self.chosen[number] = []
        self.loads = {one.expert_no: loads.get(one.expert_no, 0) for found in candidates.values() for one in found}
        for expert_no in (one for certain in self.certain.values() for one in certain):
            self.loads[expert_no] += 1

    def deal(self) -> None:
        """Give each entry, those with the fewest candidates first, the experts who have least to do."""
        for number, pool in self.pool.items():
            by_load = sorted(pool, key=lambda expert_no: self.loads[expert_no])
            self.chosen[number] = by_load[: self.places[number]]
            for expert_no in self.chosen[number]:
                self.loads[expert_no] += 1

    def even_out(self) -> None:
        """Hand entries on from those with most to those with least to do, until no chain of hand-overs helps."""
        while True:
            for expert_no in sorted(self.loads, key=lambda one: (-self.loads[one], order_key(self.seed, one))):
                chain = self._chain_from(expert_no)
                if chain:
                    break
            else:
                return
            for number, gives, takes in chain:
                self.chosen[number][self.chosen[number].index(gives)] = takes
            self.loads[chain[0][1]] -= 1
            self.loads[chain[-1][2]] += 1

    def _chain_from(self, start: str) -> list[tuple[str, str, str]]:
        """Return hand-overs from ``start`` to one with at least two less to do, the least first; empty without one."""
        reached: dict[str, tuple[str, str] | None] = {start: None}
        waiting = deque([start])
        while waiting:
            gives = waiting.popleft()
            if self.loads[gives] <= self.loads[start] - 2:
                return self._chain_to(gives, reached)
            for number, chosen in self.chosen.items():
                if gives in chosen:
                    for takes in self.pool[number]:
                        if takes not in chosen and takes not in reached:
                            reached[takes] = (number, gives)
                            waiting.append(takes)
        return []

    @staticmethod
    def _chain_to(end: str, reached: Mapping[str, tuple[str, str] | None]) -> list[tuple[str, str, str]]:
        chain: list[tuple[str, str, str]] = []
        takes = end
        while (step := reached[takes]) is not None:
            chain.append((step[0], step[1], takes))
            takes = step[1]
        return chain[::-1]

    def panel(self, number: str) -> tuple[str, ...]:
        """Return the experts of the entry in the order of the drawing."""
        both = [*self.certain[number], *self.chosen[number]]
        return tuple(sorted(both, key=lambda expert_no: order_key(self.seed, number, expert_no)))
