"""Years as people write them, and nothing else."""

from __future__ import annotations

import pytest

from honours.services.what_if.years import UnknownYears, read_years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2025", (2025,)),
        ("2023..2025", (2023, 2024, 2025)),
        ("2025..2025", (2025,)),
        ("2025,2021", (2021, 2025)),
        ("2021，2023..2024", (2021, 2023, 2024)),
        (" 2024 , 2023..2024 ", (2023, 2024)),
        ("1950..2049", tuple(range(1950, 2050))),
    ],
)
def test_years_are_read(text: str, years: tuple[int, ...]) -> None:
    assert read_years(text) == years


@pytest.mark.parametrize(
    "text",
    ["", "25", "2025/achievement_award", "2025..", "2025..2023", "2025-2026", "2023...2025", "1900..2000", "二〇二五"],
)
def test_what_names_no_years_is_refused(text: str) -> None:
    with pytest.raises(UnknownYears, match=r"2023\.\.2025") as caught:
        read_years(text)
    assert caught.value.text == text


def test_too_many_years_are_refused() -> None:
    with pytest.raises(UnknownYears, match="不超过100年"):
        read_years("1900..1980,1990..2020")
