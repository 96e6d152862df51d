"""The steps of a nomination's way in order, which of them are behind it, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from honours.domain.cycle import Scheme
from honours.domain.stages import Examination, examines_by
from honours.domain.states import NominationState

_S = NominationState
# Each step is behind a nomination once it has been in the state.
_PASSED_IN = (
    _S.RECEIVED,
    _S.RECOMMENDED,
    _S.QUALIFIED,
    _S.PROPOSED,
    _S.ON_NOTICE,
    _S.AWARDED,
    _S.PAID,
)
_ENDS = (_S.WITHDRAWN, _S.EXCLUDED, _S.NOT_PROPOSED, _S.DECLINED, _S.REVOKED)


class Mark(StrEnum):
    """Where a step stands: behind, under way, where the way ended, or still to come."""

    DONE = "done"
    NOW = "now"
    ENDED = "ended"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class ProgressStep:
    """One step with the day on which it was passed, None for one that was not."""

    label: str
    mark: Mark
    on: date | None


def progress(
    scheme: Scheme, state: NominationState, reached: Sequence[tuple[NominationState, date]]
) -> tuple[ProgressStep, ...]:
    """Return the steps of the scheme for a nomination that is in ``state`` and reached its states in this order."""
    days = dict(reached)
    last = max((place for place, passed in enumerate(_PASSED_IN) if passed in days), default=-1)
    if state is _S.RECEIVED:
        last = 0
    here = Mark.ENDED if state in _ENDS else Mark.NOW
    return tuple(
        ProgressStep(
            label,
            Mark.DONE if place <= last else here if place == last + 1 else Mark.COMING,
            days.get(passed) if place <= last else None,
        )
        for place, (label, passed) in enumerate(zip(_labels(scheme), _PASSED_IN, strict=True))
    )


def examination_label(examination: Examination, scheme: Scheme) -> str:
    """Return the Chinese name of an examination: studios are not posted at the grassroots unit."""
    if examination is Examination.POSTING and scheme.names_studios:
        return "初审与推荐"
    return examination.label


def _labels(scheme: Scheme) -> tuple[str, ...]:
    return (
        "收件",
        examination_label(Examination.POSTING, scheme),
        examination_label(Examination.QUALIFICATION, scheme),
        examines_by(scheme).label,
        "主席会议研究",
        "社会公示",
        f"{scheme.money}发放",
    )
