"""Numbers of nominations are read as people write them, and never guessed."""

from __future__ import annotations

import pytest

from honours.domain.cycle import CATEGORIES, Category, Cycle, Scheme
from honours.domain.nomination_numbers import NominationNo, tidied


@pytest.mark.parametrize(
    "written",
    ["2025-KJ-0101-003", " 2025kj0101003 ", "２０２５－ｋｊ－０１０１－３", "2025 KJ 0101 3", "2025—KJ—0101—003"],
)
def test_number_is_read_however_it_is_written(written: str) -> None:
    number = NominationNo.parse(written)
    assert number == NominationNo(Cycle(2025, Scheme.ACHIEVEMENT_AWARD), Category.TECH_ACHIEVEMENT, "0101", 3)
    assert str(number) == "2025-KJ-0101-003"


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_number_is_read_back_as_it_was_made(scheme: Scheme) -> None:
    for category in CATEGORIES[scheme]:
        number = NominationNo(Cycle(2026, scheme), category, "9900", 120)
        assert NominationNo.parse(str(number)) == number


@pytest.mark.parametrize(
    "written", ["", "王五", "2025-XX-0101-003", "2025-KJ-0101", "2025-KJ-0101-0003", "KJ-0101-003"]
)
def test_what_is_no_number_says_nothing(written: str) -> None:
    assert NominationNo.parse(written) is None


def test_text_is_tidied_without_being_changed_into_another() -> None:
    assert tidied(" n0001—2 ") == "N0001-2"
