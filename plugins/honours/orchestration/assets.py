"""The assets that hand a cycle from one stage to the next; each event carries the cycle as its partition key."""

from __future__ import annotations

from airflow.sdk import Asset

from honours.domain.stages import Stage

_NAMES = {
    Stage.CALL: "nominations_received",
    Stage.PUBLICITY: "nominations_recommended",
    Stage.REVIEW: "nominations_proposed",
    Stage.NOTICE: "awards_decided",
    Stage.DISBURSEMENT: "prizes_paid",
}


def handed_on(stage: Stage) -> Asset:
    """Return the asset that ``stage`` brings up to date when it ends."""
    return Asset(name=_NAMES[stage], uri=f"honours://cycle/{_NAMES[stage]}", group="honours")


def preceding(stage: Stage) -> Stage | None:
    """Return the stage that hands cycles on to ``stage``; None for the first."""
    return next((before for before in Stage if before.following is stage), None)
