"""Who is asked about which entry: exactly so many, never in conflict, even, and the same in whatever order."""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.services.notice.consultation.choosing import Candidate, ConsultantsMissing, choose, order_key

SEED = "a" * 64
EXPERTS = [f"E{number:03d}" for number in range(1, 8)]
Candidates = dict[str, list[Candidate]]


@st.composite
def cases(draw: st.DrawFn) -> tuple[Candidates, dict[str, int], int]:
    """Return entries with enough candidates each, the loads of before, and how many an entry gets."""
    per_entry = draw(st.integers(1, 3))
    entries = draw(st.integers(1, 6))
    candidates = {
        f"2025-KJ-0101-{number:03d}": [
            Candidate(expert_no, draw(st.booleans()))
            for expert_no in draw(st.lists(st.sampled_from(EXPERTS), unique=True, min_size=per_entry))
        ]
        for number in range(1, entries + 1)
    }
    loads = draw(st.dictionaries(st.sampled_from(EXPERTS), st.integers(0, 3)))
    return candidates, loads, per_entry


@given(cases(), st.randoms(use_true_random=False))
def test_choice_is_whole_free_of_conflict_and_the_same_in_any_order(
    case: tuple[Candidates, dict[str, int], int], random: object
) -> None:
    candidates, loads, per_entry = case
    chosen = choose(candidates, loads, per_entry, SEED)
    shuffled = list(candidates.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert chosen == choose({number: found[::-1] for number, found in shuffled}, loads, per_entry, SEED)
    for number, panel in chosen.items():
        assert len(panel) == len(set(panel)) == per_entry
        assert set(panel) <= {one.expert_no for one in candidates[number]}
        fresh = {one.expert_no for one in candidates[number] if not one.has_scored}
        assert len(set(panel) & fresh) == min(per_entry, len(fresh))


@given(cases())
def test_loads_are_as_even_as_they_can_be(case: tuple[Candidates, dict[str, int], int]) -> None:
    """Beside every choice that there is: none asks fewer who scored and none has a smaller sum of squares."""
    candidates, loads, per_entry = case
    if sum(len(found) for found in candidates.values()) > 16:
        candidates = dict(list(candidates.items())[:2])
    chosen = choose(candidates, loads, per_entry, SEED)

    def worth(panels: dict[str, tuple[str, ...]]) -> tuple[int, int]:
        scored = sum(
            one.has_scored for number, found in candidates.items() for one in found if one.expert_no in panels[number]
        )
        counted = Counter(expert_no for panel in panels.values() for expert_no in panel)
        everybody = {one.expert_no for found in candidates.values() for one in found}
        return scored, sum((loads.get(one, 0) + counted[one]) ** 2 for one in everybody)

    numbers = list(candidates)
    choices = [list(combinations([one.expert_no for one in candidates[number]], per_entry)) for number in numbers]
    best = min(worth(dict(zip(numbers, panels, strict=True))) for panels in product(*choices))
    assert worth(chosen) == best


def test_another_seed_draws_otherwise() -> None:
    candidates = {"2025-KJ-0101-001": [Candidate(one, False) for one in EXPERTS]}
    drawn = {choose(candidates, {}, 2, seed)["2025-KJ-0101-001"] for seed in "abcdefgh"}
    assert len(drawn) > 3


def test_anybody_can_draw_again() -> None:
    """One entry, no loads: the experts are those with the least SHA-256 over seed, entry and expert, line by line."""
    number = "2025-KJ-0101-001"
    drawn = choose({number: [Candidate(one, False) for one in EXPERTS]}, {}, 2, SEED)[number]
    assert list(drawn) == sorted(EXPERTS, key=lambda one: order_key(SEED, number, one))[:2]


@pytest.mark.parametrize(("found", "needed"), [(0, 1), (1, 2), (2, 3)])
def test_entry_with_too_few_experts_is_named_with_what_it_has(found: int, needed: int) -> None:
    candidates = {
        "2025-KJ-0101-001": [Candidate(one, False) for one in EXPERTS[:found]],
        "2025-KJ-0101-002": [Candidate(one, False) for one in EXPERTS],
    }
    with pytest.raises(ConsultantsMissing, match=f"2025-KJ-0101-001 只有 {found} 名") as refused:
        choose(candidates, {}, needed, SEED)
    assert refused.value.gaps == (("2025-KJ-0101-001", found),)


def test_key_of_the_drawing_is_plain_sha256() -> None:
    """As printed in the list of those drawn: seed, number and expert, a line each."""
    key = order_key("seed", "2025-KJ-0101-001", "E001")
    assert key == hashlib.sha256(b"seed\n2025-KJ-0101-001\nE001").hexdigest()
