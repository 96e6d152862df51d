"""How many studios each body recommends in each cycle: at the first level, and at the second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from honours.domain.cycle import Category, Cycle, Scheme
from honours.services.sample.house import house

_SEATS = {
    Cycle.parse("2024/model_worker_studio"): {
        Category.STANDARD: "2 2 1 0 2 1 2 0 1 0 1 0 0 1 0 0 1 0 0 0",
        Category.DEMONSTRATION: "2 0 0 1 0 0 1 1 0 1 0 1 1 0 1 1 0 1 1 1",
    },
    Cycle.parse("2025/model_worker_studio"): {
        Category.STANDARD: "2 2 2 2 2 2 2 1 1 1 1 1 1 1 1 1 1 1 1 1",
    },
    Cycle.parse("2025/employee_studio"): {
        Category.STANDARD: "2 2 1 2 1 1 2 0 1 1 0 1 0 1 0 1 0 1 0 1",
        Category.DEMONSTRATION: "1 1 1 0 0 0 2 1 0 0 1 0 1 0 1 0 1 0 1 0",
    },
}


@dataclass(frozen=True, slots=True)
class Seat:
    """One application that a body makes."""

    body_code: str
    category: Category
    serial_no: int


def seats(cycle: Cycle) -> Iterator[Seat]:
    """Yield the applications of a cycle, body by body."""
    counts = {category: [int(count) for count in line.split()] for category, line in _SEATS[cycle].items()}
    for place, body in enumerate(house().bodies):
        for category, listed in counts.items():
            for serial_no in range(1, listed[place] + 1):
                yield Seat(body.body_code, category, serial_no)


def promotions() -> list[tuple[Scheme, str]]:
    """Return scheme and body of every application for the second level, in the order in which they are made."""
    return [
        (cycle.scheme, seat.body_code)
        for cycle in _SEATS
        for seat in seats(cycle)
        if seat.category is Category.DEMONSTRATION
    ]
