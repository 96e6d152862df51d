"""Decisions of people as Required Actions (待操作): asked once, checked by us, kept in our database.

Airflow may try a task again or be cleared; the answer is then found in ``decision`` and nobody is asked twice. There is
no timeout and no default: nothing is ever decided because nobody answered. What a form sends is checked by us, and a
form that cannot be taken is put again; the task's log says what was wrong with it.

Who may answer: on a server, FAB roles decide (``honours.orchestration.access``: operations everywhere but in the paying
stage, finance in that one only). The one-machine default has one login a role and lets every login but the viewer's
answer; the name of who did is kept with the decision. The result of the chair's meeting is taken from the logins that
``regulation/data/leadership.toml`` names only, and approved by another than who entered it, under either of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Param
from airflow.sdk.exceptions import AirflowException, AirflowFailException

from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.orchestration.steps import manual, on_failure, refusals_are_final

if TYPE_CHECKING:
    from honours.storage.unit_of_work import UnitOfWork

_ASK_AGAIN = 50
_ASK_AGAIN_DELAY = timedelta(seconds=5)
# Airflow keeps the text of a question as it was first put (3.3.2), so what was wrong cannot be written into it.
_AGAIN = "> 提交后如果本事项再次出现，说明表单有误、没有被接受；原因写在本步骤的日志里，更正后重新提交即可。"
NOT_NEEDED = "无需人工处理"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person sent: the button, the form, who and on which day."""

    option: str
    form: Mapping[str, Any]
    given_by: str
    given_on: date
    run_id: str


class Question(ABC):
    """One question to people: ``options`` are the buttons, ``refusing`` those that stop the stage instead.

    ``returning`` are buttons that are settled like the others and then stop the stage: something goes back to somebody.
    """

    name: ClassVar[str]
    says: ClassVar[str]
    articles: ClassVar[tuple[str, ...]]
    options: ClassVar[tuple[str, ...]] = ("确认",)
    refusing: ClassVar[tuple[str, ...]] = ()
    returning: ClassVar[tuple[str, ...]] = ()

    @staticmethod
    @abstractmethod
    def params() -> dict[str, Param]:
        """Return the fields of the form."""

    @abstractmethod
    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return what was decided, after doing what the decision asks for again; None when nobody has answered yet."""

    @abstractmethod
    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return what the person is shown, as Markdown; None when there is nothing to decide."""

    @abstractmethod
    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Check, keep and carry out the answer and return it in words; raise ``RefusedInput`` when it cannot be."""


def text_field(title: str, says: str = "", *, multiline: bool = False) -> Param:
    """Return a field for text; it may be left empty as far as Airflow is concerned."""
    shape: dict[str, Any] = {"format": "multiline"} if multiline else {}
    return Param(None, says, "task", type=["null", "string"], title=title, **shape)


def day_field(title: str, says: str = "") -> Param:
    """Return a field for a date."""
    return Param(None, says, "task", type=["null", "string"], format="date", title=title)


def tick_field(title: str, says: str = "") -> Param:
    """Return a box to tick; it starts empty."""
    return Param(False, says, "task", type="boolean", title=title)


class Ask(HITLOperator):
    """Puts a question to people as a Required Action; returns at once when there is nothing left to ask."""

    template_fields: Sequence[str] = ("cycle", "subject", "body")
    ui_color = "#fff4e5"

    def __init__(self, *, cycle: Any, question: Question, params: Any = None, **options: Any) -> None:
        # Airflow passes the parameters of the DAG in; those of a form are its own.
        super().__init__(
            subject=question.name,
            body=question.says,
            options=[*question.options, *question.returning, *question.refusing],
            defaults=None,
            params=question.params(),
            task_display_name=question.name,
            doc_md=manual(question.says, question.articles),
            retries=_ASK_AGAIN,
            retry_delay=_ASK_AGAIN_DELAY,
            on_failure_callback=on_failure(question.name, question.articles),
            **options,
        )
        self.cycle = cycle
        self.question = question

    def execute(self, context: Any) -> Any:
        """Return the standing decision, or park the task until somebody answers."""
        cycle = Cycle.parse(self.cycle)
        decided, body = self._look(cycle, context["dag_run"].run_id)
        if decided is not None:
            self.log.info("已有决定，不再询问：%s", decided)
            return decided
        if body is None:
            self.log.info("%s", NOT_NEEDED)
            return NOT_NEEDED
        self.subject = f"{cycle.label}：{self.question.name}"
        self.body = f"{body}\n\n{_AGAIN}"
        self.log.info("%s", body)
        return super().execute(context)

    @refusals_are_final
    def _look(self, cycle: Cycle, run_id: str) -> tuple[str | None, str | None]:
        """Return what was decided and, where nothing was, what there is to decide."""
        from honours import wiring
        from honours.orchestration import clock

        work = wiring.unit_of_work()
        decided = self.question.carry_on(cycle, run_id, work)
        return decided, self.question.body(cycle, clock.today(), work) if decided is None else None

    def execute_complete(self, context: Any, event: dict[str, Any]) -> Any:
        """Return the answer after it was checked and kept; put the question again when it cannot be taken."""
        from honours import wiring
        from honours.orchestration import clock

        if "error" in event:
            self.process_trigger_event_error(event)
        chosen = [str(option) for option in event["chosen_options"]]
        if len(chosen) != 1 or chosen[0] not in self.options:
            raise AirflowException(f"未知的选择：{'、'.join(chosen) or '（空）'}。")
        user = event.get("responded_by_user") or {}
        given_by = str(user.get("name") or user.get("id") or "")
        if chosen[0] in self.question.refusing:
            raise AirflowFailException(
                f"{given_by}选择了“{chosen[0]}”，流程停在这里。问题处理完后请清除（Clear）本步骤，系统会重新询问。"
            )
        answer = Answer(
            chosen[0], dict(event.get("params_input") or {}), given_by, clock.today(), context["dag_run"].run_id
        )
        try:
            decided = self.question.settle(Cycle.parse(self.cycle), answer, wiring.unit_of_work())
        except RefusedInput as error:
            raise AirflowException(str(error)) from error
        if answer.option in self.question.returning:
            raise AirflowFailException(decided)
        self.log.info("%s：%s", given_by, decided)
        return decided
