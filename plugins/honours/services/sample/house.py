"""Who stays the same from cycle to cycle: the recommending bodies with their contacts, and the experts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from honours.services.sample.bodies import Body, bodies, body_count
from honours.services.sample.experts import Expert, experts
from honours.services.sample.people import People

_SEED = "honours sample house"


@dataclass(frozen=True, slots=True)
class House:
    """The bodies and experts that every cycle has."""

    bodies: tuple[Body, ...]
    experts: tuple[Expert, ...]


@cache
def house() -> House:
    """Return the bodies and experts, always the same."""
    random = Random(_SEED)  # noqa: S311  invented people, not secrets
    people = People(random)
    return House(bodies([people.name() for _ in range(body_count())]), experts(random))
