"""Follows cycles from stage to stage and does what each step waits for: files into the inbox, forms filled in.

Everything can be interrupted: what is done is known from our database and from Airflow, and a new start carries on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from honours.cli.airflow_api import ENDED, AirflowApi, Json
from honours.cli.replay.answers import Answers
from honours.cli.replay.errors import FlowsBroken, FormRefusedAgain, NothingMoves, StepFailed
from honours.cli.replay.mailbox import Mailbox
from honours.domain.stages import Stage
from honours.services.notice.meeting import find_meeting
from honours.storage.settings import Settings

OnProgress = Callable[[int, int, str], None]
"""Called with the steps done, the steps in all, and what is going on."""

_LOOK_SECONDS = 0.5
_PATIENCE_SECONDS = 300.0
_EVENT_SECONDS = 60.0
# A form sent before the scheduler has noted that its task waits makes the task try again (apache/airflow#72716).
_PAUSE_BEFORE_ANSWER = 3.0
_TRIES = 3
# What is posted may have changed since the form was put, so its picture is sent before each answer.
_POSTINGS = ("ask_posted", "ask_posted_again")
_OVER = frozenset({"success", "failed", "skipped", "upstream_failed", "removed"})
FLOWS = (*(stage.value for stage in Stage), "intake", "reminders", "reconciliation", "steward")


@dataclass(frozen=True, slots=True)
class Part:
    """One cycle of a play: who sends its files and who fills in its forms."""

    mailbox: Mailbox
    answers: Answers

    @property
    def key(self) -> str:
        """The cycle as Airflow knows it."""
        return str(self.mailbox.cycle)


class Play:
    """Cycles on a running Airflow; ``apis`` are the logins by name, one for every role that answers."""

    def __init__(
        self, apis: Mapping[str, AirflowApi], parts: Sequence[Part], settings: Settings, on: OnProgress
    ) -> None:
        self._apis, self._parts, self._on = apis, tuple(parts), on
        self._api = apis["operations"]
        self._logs = settings.airflow / "logs"
        self._part = self._parts[0]
        self._asked: dict[str, int] = {}
        self._sent: set[str] = set()
        self._cleared: set[tuple[str, int]] = set()
        self._finished, self._total = 0, 0

    def run(self) -> None:
        """Play the cycles to their end; one that is done already is only looked at.

        Raises :class:`StepFailed`, :class:`NothingMoves` or :class:`FormRefusedAgain`.
        """
        self._wait_until(self._are_flows_known, "Airflow 读入全部流程")
        for dag_id in FLOWS:
            self._apis["admin"].unpause(dag_id)
        steps = sum(len(self._api.task_ids(stage.value)) for stage in Stage)
        self._total = steps * len(self._parts)
        for part in self._parts:
            self._part, self._asked, self._sent = part, {}, set()
            self._play()

    def _play(self) -> None:
        self._say("名册")
        self._mailbox.send_before_call()
        self._take_in()
        if self._stage_run(Stage.CALL) is None:
            self._api.trigger(Stage.CALL.value, partition_key=self._part.key, conf=self._part.answers.opening())
        for stage in Stage:
            self._follow(stage)

    def run_again(self) -> None:
        """Start the finished cycles once more and send all files again; nothing of it may change anything."""
        self._total = 2 + len(self._parts)
        self._say("全部材料再投一遍")
        self._mailbox.send_all_again()
        self._take_in()
        for part in self._parts:
            self._part = part
            self._step("再次触发征集")
            run_id = self._api.trigger(Stage.CALL.value, partition_key=part.key, conf=part.answers.opening())
            self._wait_for_run(Stage.CALL.value, run_id)
        self._step("再次对账")
        self._wait_for_run("reconciliation", self._api.trigger("reconciliation"))
        self._step("完成")

    @property
    def _mailbox(self) -> Mailbox:
        return self._part.mailbox

    def _are_flows_known(self) -> bool | None:
        """Return True once Airflow knows all flows; raise :class:`FlowsBroken` when a file cannot be read."""
        broken = self._apis["admin"].import_errors()
        if broken:
            raise FlowsBroken([(str(one["filename"]), str(one["stack_trace"])) for one in broken])
        known = {dag["dag_id"] for dag in self._api.dags()}
        return True if known.issuperset(FLOWS) else None

    def _follow(self, stage: Stage) -> None:
        run = self._begun(stage)
        before = self._finished
        changed_at = time.monotonic()
        last: tuple[tuple[str, str], ...] = ()
        while True:
            run = self._api.run(stage.value, run["dag_run_id"])
            tasks = self._api.tasks(stage.value, run["dag_run_id"])
            states = tuple(sorted((task["task_id"], str(task["state"])) for task in tasks))
            if states != last:
                changed_at, last = time.monotonic(), states
            self._finished = before + sum(task["state"] in _OVER for task in tasks)
            self._say(f"{stage.label} · {_current(tasks)}")
            if run["state"] in ENDED:
                if not self._go_on_after_return(stage, run, tasks):
                    self._check(stage.value, run, tasks)
                    return
                changed_at = time.monotonic()
            if self._act(stage, run, tasks):
                changed_at = time.monotonic()
            if time.monotonic() - changed_at > _PATIENCE_SECONDS:
                raise NothingMoves(f"{stage.label} · {_current(tasks)}", _PATIENCE_SECONDS)
            time.sleep(_LOOK_SECONDS)

    def _begun(self, stage: Stage) -> Json:
        """Return the run of the stage; one whose event was lost is started by hand, as its manual says."""
        deadline = time.monotonic() + _EVENT_SECONDS
        while (run := self._stage_run(stage)) is None and time.monotonic() < deadline:
            time.sleep(_LOOK_SECONDS)
        if run is None:
            self._say(f"{stage.label} · 移交通知丢失，手工触发")
            self._api.trigger(stage.value, partition_key=self._part.key)
        found: Json = self._wait_until(lambda: self._stage_run(stage), f"{stage.label}开始")
        return found

    def _act(self, stage: Stage, run: Json, tasks: list[Json]) -> bool:
        """Do what the run waits for; return whether there was anything."""
        for task in tasks:
            if task["state"] == "deferred" and task["task_id"] not in self._sent:
                self._serve(task["task_id"])
                self._sent.add(task["task_id"])
                return True
        for waiting in self._api.waiting(stage.value, run["dag_run_id"]):
            self._decide(waiting)
            return True
        return False

    def _serve(self, task_id: str) -> None:
        """Send the files that a wait is for."""
        if task_id in ("wait_for_score_sheets", "wait_for_late_sheets", "wait_for_verifications"):
            self._send_examined()
        elif task_id == "wait_for_payments":
            self._mailbox.send_bank_files()
            self._take_in()

    def _send_examined(self) -> None:
        # Who takes over from an expert who steps back is asked by the intake itself.
        while self._mailbox.send_examined():
            self._take_in()
        if self._mailbox.send_examined_again():
            self._take_in()

    def _decide(self, waiting: Json) -> None:
        """Do what a careful person does before answering, then answer."""
        task_id = waiting["task_instance"]["task_id"]
        self._asked[task_id] = self._asked.get(task_id, 0) + 1
        if self._asked[task_id] > _TRIES:
            raise FormRefusedAgain(waiting["task_instance"]["dag_id"], task_id, self._logs)
        if self._asked[task_id] == 1 or task_id in _POSTINGS:
            self._prepare(task_id)
        time.sleep(_PAUSE_BEFORE_ANSWER)
        filled = self._part.answers.fill(task_id)
        self._apis[filled.login].decide(waiting, [filled.option], filled.fields)
        self._wait_until(lambda: self._is_taken(waiting), f"{task_id}的答复被受理")

    def _prepare(self, task_id: str) -> None:
        if task_id == "ask_intake_closed":
            self._mailbox.send_after_call()
            self._mailbox.send_nominations()
            self._take_in()
            self._mailbox.send_corrections()
            self._take_in()
        elif task_id == "ask_late_experts":
            # The last day of a past year is over at once; what came by then comes now, and who is late is replaced.
            self._send_examined()
        elif task_id in _POSTINGS:
            self._mailbox.send_posting_proof()
            self._take_in()
            # Taken in when the window has run: what was found while it ran is posted anew.
            self._mailbox.send_notice_corrections()
        elif task_id == "ask_meeting":
            self._mailbox.send_minutes()
            self._take_in()
        elif task_id == "ask_notice_closed":
            self._mailbox.send_objections()
            self._mailbox.send_end_proof()
            self._take_in()
        elif task_id == "ask_consultations_closed":
            self._mailbox.send_consultations()
            self._take_in()
            if self._mailbox.send_consultations_again():
                self._take_in()

    def _go_on_after_return(self, stage: Stage, run: Json, tasks: list[Json]) -> bool:
        """Clear a run that stopped because the meeting's record was sent back; return whether it was such a run."""
        failed = [task["task_id"] for task in tasks if task["state"] == "failed"]
        record = find_meeting(self._mailbox.cycle, self._mailbox.work)
        if failed != ["ask_meeting_approval"] or record is None or record.is_open:
            return False
        place = (self._part.key, record.meeting_no)
        if place in self._cleared:
            return False
        self._cleared.add(place)
        self._say(f"{stage.label} · 会议结果被退回，从复核起清除")
        self._api.clear(stage.value, run["dag_run_id"], task_ids=["ask_returned"], with_downstream=True)
        self._asked = {}
        self._wait_until(lambda: self._is_under_way(stage, run), f"{stage.label}重新开始")
        return True

    def _is_under_way(self, stage: Stage, run: Json) -> bool | None:
        return True if self._api.run(stage.value, run["dag_run_id"])["state"] not in ENDED else None

    def _is_taken(self, waiting: Json) -> bool | None:
        place = waiting["task_instance"]
        tasks = self._api.tasks(place["dag_id"], place["dag_run_id"])
        state = next(task["state"] for task in tasks if task["task_id"] == place["task_id"])
        return True if state != "awaiting_input" else None

    def _take_in(self) -> None:
        """Let Airflow take in the inbox now and wait until it is done."""
        self._wait_for_run("intake", self._api.trigger("intake"))

    def _wait_for_run(self, dag_id: str, run_id: str) -> None:
        def ended() -> Json | None:
            run = self._api.run(dag_id, run_id)
            return run if run["state"] in ENDED else None

        run = self._wait_until(ended, f"流程 {dag_id}")
        self._check(dag_id, run, self._api.tasks(dag_id, run_id))

    def _check(self, dag_id: str, run: Json, tasks: list[Json]) -> None:
        if run["state"] != "success":
            failed = tuple(task["task_id"] for task in tasks if task["state"] == "failed")
            raise StepFailed(dag_id, run["dag_run_id"], failed, self._logs)

    def _stage_run(self, stage: Stage) -> Json | None:
        """Return the run that works on the cycle: the first one, as later ones only find it taken."""
        return next(iter(self._api.runs(stage.value, partition_key=self._part.key)), None)

    def _wait_until(self, look: Callable[[], Any], what: str) -> Any:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while (found := look()) is None:
            if time.monotonic() > deadline:
                raise NothingMoves(what, _PATIENCE_SECONDS)
            time.sleep(_LOOK_SECONDS)
        return found

    def _step(self, says: str) -> None:
        self._finished += 1
        self._say(says)

    def _say(self, says: str) -> None:
        self._on(self._finished, self._total, f"{self._mailbox.cycle.label} · {says}")


def _current(tasks: list[Json]) -> str:
    """Return the step that is being done, in its Chinese name."""
    under_way = [task for task in tasks if task["state"] not in _OVER]
    order = {"running": 0, "awaiting_input": 1, "deferred": 2, "queued": 3, "scheduled": 4}
    if not under_way:
        return "完成"
    return str(min(under_way, key=lambda task: order.get(task["state"], 9))["task_display_name"])
