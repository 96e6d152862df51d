"""Runs the chair's meeting of a cycle in Airflow itself, in a process of its own, and writes the states as JSON.

python -m tests.orchestration.meeting_runs CYCLE ANSWERS, where ANSWERS is JSON: for each run, by task, the button, the
form and the login. What comes after the meeting counts as done; the meeting's own steps really run.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from collections.abc import Mapping
from typing import Any

MEETING = ("claim", "ask_returned", "prepare_list", "ask_meeting", "ask_meeting_approval", "carry_out_meeting")
NOT_RUN = re.compile(rf"(?!(?:{'|'.join(MEETING)})$).*")
# An answer that comes before the parking is noted makes the task try again.
PAUSE = 1.0
Answers = Mapping[str, tuple[str, Mapping[str, Any], str]]


def answer_all(answers: Answers, stop: threading.Event) -> None:
    """Answer every question that waits, straight in Airflow's database, as its REST interface does."""
    from airflow._shared.timezones import timezone
    from airflow.models.hitl import HITLDetail
    from airflow.models.taskinstance import TaskInstance
    from airflow.models.trigger import handle_event_submit
    from airflow.triggers.base import TriggerEvent
    from airflow.utils.session import create_session
    from airflow.utils.state import TaskInstanceState
    from sqlalchemy import select

    while not stop.is_set():
        with create_session() as session:
            waiting = select(TaskInstance).where(TaskInstance.state == TaskInstanceState.AWAITING_INPUT)
            for instance in session.scalars(waiting).all():
                detail = session.get(HITLDetail, instance.id)
                if detail is None or detail.responded_at:
                    continue
                time.sleep(PAUSE)
                option, form, login = answers[instance.task_id]
                detail.chosen_options, detail.params_input = [option], dict(form)
                detail.responded_at, detail.responded_by = timezone.utcnow(), {"id": login, "name": login}
                event = TriggerEvent(detail.as_resume_event_payload())
                handle_event_submit(event, task_instance=instance, session=session)
        time.sleep(0.3)


def main(key: str, told: str) -> None:
    from airflow.dag_processing.dagbag import DagBag
    from airflow.utils.db import initdb

    from honours.domain.cycle import Cycle
    from honours.orchestration import runs
    from honours.storage.settings import PROJECT_ROOT

    initdb()
    dag = DagBag(str(PROJECT_ROOT / "dags" / "notice.py")).dags["notice"]
    # Airflow 3.3 cannot give a test run a partition key.
    runs.cycle_of = lambda _: Cycle.parse(key)
    ended = []
    for answers in json.loads(told):
        stop = threading.Event()
        people = threading.Thread(target=answer_all, args=(answers, stop))
        people.start()
        try:
            run = dag.test(mark_success_pattern=NOT_RUN)
        finally:
            stop.set()
            people.join()
        states = {one.task_id: str(one.state) for one in run.get_task_instances() if one.task_id in MEETING}
        ended.append({"run": str(run.state), "tasks": states})
    sys.stdout.write(f"\n{json.dumps(ended)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
