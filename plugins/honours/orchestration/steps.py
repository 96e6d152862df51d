"""How a step of a DAG is declared: Chinese name and manual, retries, and what happens to an error.

A step that was refused (bad input, wrong use, a failed gate) fails at once, because trying again would not change the
answer; a fault of the surroundings is tried again.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ParamSpec, TypeVar

from airflow.sdk import BaseOperator, task
from airflow.sdk.exceptions import AirflowFailException

from honours.domain.errors import EnvironmentFault, HonoursError

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)

RETRIES = 3
RETRY_DELAY = timedelta(seconds=20)


def manual(says: str, articles: tuple[str, ...] = ()) -> str:
    """Return the manual of a step as Markdown: what it does and which articles it rests on."""
    rests_on = f"\n\n依据：{'、'.join(articles)}" if articles else ""
    return f"{says}{rests_on}"


@dataclass(frozen=True, slots=True)
class TellFailure:
    """Writes into the log which step of which cycle failed; carries the name of the step and what it rests on."""

    name: str
    articles: tuple[str, ...]

    def __call__(self, context: Any) -> None:
        """Write the failure of this run into the log."""
        run = context["dag_run"]
        log.error(
            "步骤失败：%s；周期：%s；运行：%s；依据：%s；原因：%s。修正后请清除（Clear）本步骤，流程会从这里继续。",
            self.name,
            run.partition_key or "（无）",
            run.run_id,
            "、".join(self.articles) or "（无）",
            str(context.get("exception")).rstrip("。"),
        )


def on_failure(name: str, articles: tuple[str, ...]) -> TellFailure:
    """Return the callback that writes into the log which step of which cycle failed, and what it rests on."""
    return TellFailure(name, articles)


def articles_of(task: BaseOperator) -> tuple[str, ...]:
    """Return the articles that a step of a DAG was declared to rest on; none for a step of the house's own."""
    told = (callback.articles for callback in task.on_failure_callback if isinstance(callback, TellFailure))
    return tuple(article for articles in told for article in articles)


def refusals_are_final(work: Callable[P, R]) -> Callable[P, R]:
    """Return ``work`` with every refusal turned into a failure that Airflow does not try again."""

    @functools.wraps(work)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return work(*args, **kwargs)
        except EnvironmentFault:
            raise
        except HonoursError as error:
            raise AirflowFailException(str(error)) from error

    return wrapped


def step(name: str, says: str, *articles: str, **options: Any) -> Callable[[Callable[..., Any]], Any]:
    """Return the decorator of a task: Chinese name, manual, retries and the log of its failure."""

    def decorate(function: Callable[..., Any]) -> Any:
        return task(
            task_display_name=name,
            doc_md=manual(says, articles),
            retries=RETRIES,
            retry_delay=RETRY_DELAY,
            on_failure_callback=on_failure(name, articles),
            **options,
        )(refusals_are_final(function))

    return decorate
