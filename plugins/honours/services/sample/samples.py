"""Which sample a cycle is played with."""

from __future__ import annotations

from honours.domain.cycle import Scheme
from honours.services.sample.award import AwardSample
from honours.services.sample.playing import PlannedCycle, Sample


def sample_of(planned: PlannedCycle) -> Sample:
    """Return the made-up material of a cycle; the same cycle gives the same material."""
    if planned.cycle.scheme is Scheme.ACHIEVEMENT_AWARD:
        return AwardSample(planned)
    from honours.services.sample.studios import StudioSample

    return StudioSample(planned)
