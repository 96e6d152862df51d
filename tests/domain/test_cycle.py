"""Cycles and their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.domain.cycle import (
    CATEGORIES,
    Category,
    CategoryNotOfScheme,
    Cycle,
    Scheme,
    UnknownCycle,
    letters_of,
)


@given(st.integers(1000, 2999), st.sampled_from(Scheme))
def test_a_cycle_is_read_back_from_its_text(year: int, scheme: Scheme) -> None:
    cycle = Cycle(year, scheme)
    assert Cycle.parse(str(cycle)) == cycle


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025",
        "2025/",
        "2025/award",
        "25/achievement_award",
        "02025/achievement_award",
        "2025/achievement_award/",
        "2025/achievement_award\n",
        " 2025/achievement_award",
        "2025/ACHIEVEMENT_AWARD",
        "achievement_award/2025",
        "2٠٢٥/achievement_award",
    ],
)
def test_other_text_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(UnknownCycle, match="2025/achievement_award") as caught:
        Cycle.parse(text)
    assert caught.value.text == text
    assert all(scheme.value in str(caught.value) for scheme in Scheme)


def test_names_for_people_and_files() -> None:
    cycle = Cycle.parse("2025/achievement_award")
    assert cycle.label == "2025年职工创新成果奖"
    assert cycle.slug == "2025-achievement_award"
    assert [category.label for category in cycle.categories] == [
        "十大科技创新成果",
        "十大先进操作法",
        "十大发明专利",
        "十佳金点子",
    ]


def test_every_category_belongs_to_a_scheme_and_has_its_own_letters() -> None:
    assert set(CATEGORIES) == set(Scheme)
    assert {category for categories in CATEGORIES.values() for category in categories} == set(Category)
    letters = [letters_of(scheme, category) for scheme in Scheme for category in CATEGORIES[scheme]]
    assert len(set(letters)) == len(letters) == 8


def test_a_category_of_another_scheme_has_no_letters() -> None:
    with pytest.raises(CategoryNotOfScheme, match="劳模创新工作室没有“十佳金点子”"):
        letters_of(Scheme.MODEL_WORKER_STUDIO, Category.GOLDEN_IDEA)


def test_cycles_sort_by_year_first() -> None:
    later, earlier = Cycle(2026, Scheme.ACHIEVEMENT_AWARD), Cycle(2025, Scheme.MODEL_WORKER_STUDIO)
    assert sorted([later, earlier]) == [earlier, later]
