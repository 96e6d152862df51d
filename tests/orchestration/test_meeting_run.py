"""On Airflow itself: a return stops the run, and the run that takes over holds the meeting again and goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.builders import CYCLE
from tests.orchestration.meeting_runs import MEETING
from tests.orchestration.test_meeting import FIRST, SECOND, THIRD, form, listed
from tests.services.notice.test_notice import states

from honours.domain.stages import Stage
from honours.services.notice.meeting import find_meeting
from honours.services.stages import claim, finish
from honours.storage.settings import PROJECT_ROOT
from honours.storage.unit_of_work import UnitOfWork

__all__ = ["listed"]
AT = datetime(2025, 11, 24, tzinfo=UTC)


def run_twice(tmp_path: Path, *answers: dict[str, Any]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.orchestration.meeting_runs", str(CYCLE), json.dumps(answers)],
        cwd=PROJECT_ROOT,
        env={
            **os.environ,
            "AIRFLOW_HOME": str(tmp_path / "airflow"),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT_ROOT / "dags"),
            "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT_ROOT / "plugins"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    ended: list[dict[str, Any]] = json.loads(done.stdout.strip().splitlines()[-1])
    return ended


def test_return_stops_the_run_and_the_next_one_goes_on_from_what_stands(listed: UnitOfWork, tmp_path: Path) -> None:
    claim(CYCLE, Stage.REVIEW, "r", AT, lambda _: True, listed)
    finish(CYCLE, Stage.REVIEW, "r", AT, listed)
    entered = ("提交会议结果", form(), "operations")
    sent_back = {"returned": f"{FIRST} 材料待补\n{SECOND} 查重结论待补"}
    found = {"restored": f"{FIRST} 材料已补齐", "refused": f"{SECOND} 与往年项目重复"}

    first, second = run_twice(
        tmp_path,
        {"ask_meeting": entered, "ask_meeting_approval": ("退回", sent_back, "leadership")},
        {
            "ask_returned": ("提交复核结论", found, "operations"),
            "ask_meeting": entered,
            "ask_meeting_approval": ("核准", {"is_checked": True}, "leadership"),
        },
    )

    assert first["run"] == "failed"
    assert first["tasks"] == {
        **dict.fromkeys(MEETING[:4], "success"),
        "ask_meeting_approval": "failed",
        "carry_out_meeting": "upstream_failed",
    }
    assert second["tasks"] == dict.fromkeys(MEETING, "success")
    record = find_meeting(CYCLE, listed)
    assert record is not None
    assert (record.meeting_no, record.approved_by, record.is_carried_out) == (2, "leadership", True)
    assert states(listed) == {FIRST: "on_notice", SECOND: "declined", THIRD: "declined"}
