"""The years of a category are said as the regulation counts them."""

from __future__ import annotations

import pytest

from honours.domain.cycle import Category, Cycle, Scheme
from honours.regulation.loader import NoCycle, regulation
from honours.regulation.rhythms import rhythm_of, years_of

MODEL, EMPLOYEE, AWARD = Scheme.MODEL_WORKER_STUDIO, Scheme.EMPLOYEE_STUDIO, Scheme.ACHIEVEMENT_AWARD


@pytest.mark.parametrize(
    ("scheme", "says"),
    [
        (MODEL, "劳模创新工作室每年，自2010年起；示范性劳模创新工作室每两年，自2012年起的偶数年"),
        (EMPLOYEE, "职工创新工作室、示范性职工创新工作室每年，自2021年起"),
        (AWARD, "十大科技创新成果、十大先进操作法、十大发明专利、十佳金点子每年，自2021年起"),
    ],
)
def test_categories_of_the_same_years_are_said_together(scheme: Scheme, says: str) -> None:
    assert rhythm_of(scheme) == says


@pytest.mark.parametrize(
    ("cycle", "held"),
    [
        (Cycle(2009, MODEL), ()),
        (Cycle(2010, MODEL), (Category.STANDARD,)),
        (Cycle(2012, MODEL), (Category.STANDARD, Category.DEMONSTRATION)),
        (Cycle(2013, MODEL), (Category.STANDARD,)),
        (Cycle(2020, EMPLOYEE), ()),
        (Cycle(2021, EMPLOYEE), (Category.STANDARD, Category.DEMONSTRATION)),
    ],
)
def test_first_years_are_those_of_the_regulation(cycle: Cycle, held: tuple[Category, ...]) -> None:
    if held:
        assert regulation().categories_due(cycle) == held
    else:
        with pytest.raises(NoCycle):
            regulation().categories_due(cycle)


def test_even_years_are_exactly_those_in_which_demonstration_studios_of_model_workers_are_named() -> None:
    assert years_of(MODEL, Category.DEMONSTRATION) == "每两年，自2012年起的偶数年"
    named = {
        year for year in range(2010, 2100) if Category.DEMONSTRATION in regulation().categories_due(Cycle(year, MODEL))
    }
    assert named == set(range(2012, 2100, 2))
