from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.domain.cycle import Scheme
from honours.domain.studio_numbers import NamesNoStudios, NotStudioNo, NumbersUsedUp, StudioNo, allot, plaque_no, prefix
from honours.domain.studios import StudioLevel

MODEL, STAFF = Scheme.MODEL_WORKER_STUDIO, Scheme.EMPLOYEE_STUDIO
schemes = st.sampled_from([MODEL, STAFF])
years = st.integers(2010, 2999)


@given(schemes, years, st.integers(0, 999), st.integers(0, 40))
def test_numbers_follow_each_other_without_a_gap(scheme: Scheme, year: int, last: int, count: int) -> None:
    if count and last + count > 999:
        with pytest.raises(NumbersUsedUp):
            allot(scheme, year, last, count)
        return
    numbers = allot(scheme, year, last, count)
    assert [number.serial for number in numbers] == list(range(last + 1, last + count + 1))
    assert list(numbers) == sorted(numbers)
    assert sorted(map(str, numbers)) == [str(number) for number in numbers]


@given(schemes, years, st.integers(0, 400), st.integers(0, 40), st.integers(0, 40))
def test_two_calls_give_what_one_would(scheme: Scheme, year: int, last: int, first: int, second: int) -> None:
    in_two = [*allot(scheme, year, last, first), *allot(scheme, year, last + first, second)]
    assert in_two == list(allot(scheme, year, last, first + second))


@given(schemes, years, st.integers(1, 999))
def test_number_is_read_as_it_is_written(scheme: Scheme, year: int, serial: int) -> None:
    number = StudioNo(scheme, year, serial)
    assert StudioNo.parse(f" {str(number).lower()} ") == number
    assert str(number).startswith(prefix(scheme, year))


@pytest.mark.parametrize("wrong", ["", "L2021-03", "M2021-003", "L2021003", "L2021-0003", "L21-003"])
def test_other_texts_are_no_numbers(wrong: str) -> None:
    with pytest.raises(NotStudioNo, match="例如 L2021-003"):
        StudioNo.parse(wrong)


def test_last_number_of_a_year() -> None:
    assert str(allot(MODEL, 2025, 998, 1)[0]) == "L2025-999"
    with pytest.raises(NumbersUsedUp, match="编到第 1000 号"):
        allot(MODEL, 2025, 999, 1)


def test_award_has_no_studios() -> None:
    for ask in (lambda: prefix(Scheme.ACHIEVEMENT_AWARD, 2025), lambda: allot(Scheme.ACHIEVEMENT_AWARD, 2025, 0, 0)):
        with pytest.raises(NamesNoStudios, match="劳模创新工作室、职工创新工作室"):
            ask()


def test_each_level_has_a_plaque_of_its_own() -> None:
    numbers = {plaque_no("L2021-003", level) for level in StudioLevel}
    assert numbers == {"L2021-003-P", "L2021-003-S"}
