"""Runs the review of cycles in Airflow itself, in a process of its own, and writes the states of the tasks as JSON.

python -m tests.orchestration.review_runs CYCLE [CYCLE ...]

What has nothing to do with the branches (rules, texts, gate) counts as done; all else really runs.
"""

from __future__ import annotations

import json
import re
import sys

NOT_RUN = re.compile("qualify|compare_texts|ask_referrals|advance_qualified|gate")


def main(*keys: str) -> None:
    from airflow.dag_processing.dagbag import DagBag
    from airflow.utils.db import initdb

    from honours.domain.cycle import Cycle
    from honours.orchestration import runs
    from honours.storage.settings import PROJECT_ROOT

    initdb()
    dag = DagBag(str(PROJECT_ROOT / "dags" / "review.py")).dags["review"]
    ended = []
    for key in keys:
        # Airflow 3.3 cannot give a test run a partition key.
        runs.cycle_of = lambda _, key=key: Cycle.parse(key)
        run = dag.test(mark_success_pattern=NOT_RUN)
        ended.append({instance.task_id: str(instance.state) for instance in run.get_task_instances()})
    sys.stdout.write(f"\n{json.dumps(ended)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
