"""The assets that hand a cycle from one stage to the next; each event carries the cycle as its partition key."""

from __future__ import annotations

from airflow.sdk import Asset

from honours.domain.stages import Stage

# The name is what people see in the asset graph.
_ASSETS = {
    Stage.CALL: ("申报材料已收齐", "nominations_received"),
    Stage.PUBLICITY: ("合格申报已推荐", "nominations_recommended"),
    Stage.REVIEW: ("建议名单已形成", "nominations_proposed"),
    Stage.NOTICE: ("结果已公布", "awards_decided"),
    Stage.DISBURSEMENT: ("款项已结清", "prizes_paid"),
}


def handed_on(stage: Stage) -> Asset:
    """Return the asset that ``stage`` brings up to date when it ends."""
    name, path = _ASSETS[stage]
    # Airflow looks through all its providers for the owner of a scheme, unless it begins with "x-".
    return Asset(name=name, uri=f"x-honours://cycle/{path}", group="honours")
