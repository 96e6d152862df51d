"""Branches that some schemes have not: the first step of one is skipped there, and the rest skips by itself."""

from __future__ import annotations

from honours.domain.cycle import Cycle
from honours.domain.stages import Examiners, examines_by


def only_for(examiners: Examiners, cycle: Cycle) -> None:
    """Return when these examine the cycle's scheme; skip the task otherwise, with the reason in its log."""
    from airflow.sdk.exceptions import AirflowSkipException

    standing = examines_by(cycle.scheme)
    if standing is not examiners:
        raise AirflowSkipException(
            f"{cycle.scheme.label}不设“{examiners.label}”这一环节（由“{standing.label}”把关），跳过本分支。属正常，无需处理。"
        )


def only_consulted(cycle: Cycle, *, is_consulted: bool) -> None:
    """Return when experts of the trade are consulted in the cycle; skip the task otherwise, with the reason."""
    from airflow.sdk.exceptions import AirflowSkipException

    if not is_consulted:
        raise AirflowSkipException(f"{cycle.scheme.label}不作行业咨询，跳过本分支。属正常，无需处理。")
