"""What claims which article, the steps of the DAGs among it: the whole of the software held against the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from honours.domain.stages import Stage
from honours.orchestration.steps import articles_of
from honours.regulation.articles import Link, LinkKind
from honours.regulation.claims import Claim


def task_claims(dags: Iterable[Any]) -> Iterator[Claim]:
    """Yield what each step, question and wait of the DAGs claims to carry out, in the order of the year."""
    for dag in sorted(dags, key=_place):
        for task in dag.topological_sort():
            name = f"{dag.dag_display_name}：{task.task_display_name}"
            yield Claim(Link(LinkKind.TASK, f"{dag.dag_id}/{task.task_id}", name), articles_of(task))


def claims(dags: Iterable[Any]) -> tuple[Claim, ...]:
    """Return what all things of the software claim, the steps of ``dags`` among them."""
    from honours.services.claims import claims as below

    return (*below(), *task_claims(dags))


def _place(dag: Any) -> tuple[int, str]:
    """Return where a DAG comes: the stages as the year goes, then what runs beside them."""
    stages = [stage.value for stage in Stage]
    return (stages.index(dag.dag_id) if dag.dag_id in stages else len(stages), dag.dag_id)
