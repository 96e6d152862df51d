"""Running a gate: validate, keep the result, list the failing rows for people, and stop the stage on any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert

from honours.domain.cycle import Cycle, Scheme
from honours.domain.documents import DocumentKind
from honours.domain.errors import HonoursError
from honours.domain.stages import Stage
from honours.services.documents.spreadsheet import write_list
from honours.services.gates.numbers import gate_setting
from honours.services.gates.suites import ROWS_PRESENT, Suite, load_suite
from honours.services.gates.validation import Validation, validate
from honours.storage.tables import gate_failure, gate_result, gate_run
from honours.storage.unit_of_work import UnitOfWork

_SHOWN = 20
_HEADERS = ("条款", "问题", "编号", "现状")


@dataclass(frozen=True, slots=True)
class Failure:
    """One row that does not pass: the rule, its article and sentence, the row's human number, what was found."""

    rule: str
    article: str
    says: str
    subject_no: str
    found: str


@dataclass(frozen=True, slots=True)
class GateOutcome:
    """A gate that was run: over how many rows, by how many expectations, with which failing rows."""

    suite: str
    row_count: int
    expectation_count: int
    failures: tuple[Failure, ...]
    empty: bool = False

    @property
    def is_passed(self) -> bool:
        """Whether the stage may go on."""
        return not self.failures and not self.empty


class GateFailed(HonoursError):
    """The gate found rows that do not pass; carries the outcome. The stage stops here."""

    def __init__(self, cycle: Cycle, suite: Suite, outcome: GateOutcome) -> None:
        self.cycle = cycle
        self.outcome = outcome
        lines = [
            f"{one.subject_no}：{one.says}（{one.article}，现状：{one.found}）" for one in outcome.failures[:_SHOWN]
        ]
        if outcome.empty:
            lines.append("没有任何数据，不能通过")
        more = f"\n……共 {len(outcome.failures)} 处，其余见清单。" if len(outcome.failures) > _SHOWN else ""
        super().__init__(
            f"质量闸口“{suite.says}”未通过，{cycle.label}停在这里：\n"
            + "\n".join(lines)
            + more
            + "\n请按清单改正数据后，清除本任务重新核对。"
        )


def run_gate(
    cycle: Cycle, stage: Stage, run_id: str, checked_on: date, work: UnitOfWork, *, suite: str | None = None
) -> GateOutcome:
    """Run the suite of the stage (or the named one) over the cycle, keep its result and return it.

    Writes ``gate_run``, ``gate_result`` and ``gate_failure``, and lays an Excel list in the outbox when rows fail.
    Raise :class:`GateFailed` then, :class:`SuiteBroken` or :class:`GateNotEvaluated` when it could not be run whole.
    """
    chosen = load_suite(work.settings.expectations, suite or stage.value).of_scheme(cycle.scheme)
    setting = gate_setting(cycle, stage, checked_on, work)
    url = work.engine.url.render_as_string(hide_password=False)
    validation = validate(chosen, url, setting)
    failures = _failures(chosen, cycle.scheme, validation)
    outcome = GateOutcome(
        chosen.name, validation.row_count, len(chosen.expectations), failures, empty=validation.row_count == 0
    )
    with work:
        listed = _publish(cycle, stage, chosen, outcome, checked_on, work) if failures else None
        _store(cycle, stage, chosen, validation, outcome, run_id, checked_on, listed, work.connection)
    if not outcome.is_passed:
        raise GateFailed(cycle, chosen, outcome)
    return outcome


def _failures(suite: Suite, scheme: Scheme, validation: Validation) -> tuple[Failure, ...]:
    listed = [
        Failure(one.rule, one.articles[scheme], one.says, subject_no, found)
        for one in suite.expectations
        for subject_no, found in validation.bad_rows[one.rule]
    ]
    return tuple(sorted(listed, key=lambda one: (one.subject_no, one.rule)))


def _publish(cycle: Cycle, stage: Stage, suite: Suite, outcome: GateOutcome, on: date, work: UnitOfWork) -> str:
    rows = [(one.article, one.says, one.subject_no, one.found) for one in outcome.failures]
    return work.publish(
        write_list(f"{suite.says}：未通过清单"[:31], _HEADERS, rows, fixed_on=on),
        cycle=str(cycle),
        stage=stage.value,
        kind=DocumentKind.GATE_LIST,
        subject=suite.name,
        file_name=f"质量闸口未通过清单-{suite.name}-{on}.xlsx",
        made_on=on,
    )


def _store(
    cycle: Cycle,
    stage: Stage,
    suite: Suite,
    validation: Validation,
    outcome: GateOutcome,
    run_id: str,
    checked_on: date,
    list_sha256: str | None,
    connection: Connection,
) -> None:
    gate_run_id = connection.execute(
        insert(gate_run)
        .values(
            cycle=str(cycle),
            stage=stage.value,
            suite=suite.name,
            run_id=run_id,
            checked_on=checked_on,
            row_count=outcome.row_count,
            expectation_count=outcome.expectation_count,
            is_passed=outcome.is_passed,
            list_sha256=list_sha256,
        )
        .returning(gate_run.c.gate_run_id)
    ).scalar_one()
    connection.execute(
        insert(gate_result),
        [
            {
                "gate_run_id": gate_run_id,
                "expectation": one.rule,
                "article": one.articles[cycle.scheme],
                "says": one.says,
                "bad_count": bad_count,
                "is_passed": bad_count == 0,
            }
            for one in suite.expectations
            for bad_count in (int(outcome.empty) if one.type == ROWS_PRESENT else len(validation.bad_rows[one.rule]),)
        ],
    )
    _store_failures(gate_run_id, outcome.failures, connection)


def _store_failures(gate_run_id: int, failures: Sequence[Failure], connection: Connection) -> None:
    if failures:
        connection.execute(
            insert(gate_failure),
            [
                {
                    "gate_run_id": gate_run_id,
                    "expectation": one.rule,
                    "subject_no": one.subject_no,
                    "found": one.found,
                }
                for one in failures
            ],
        )
