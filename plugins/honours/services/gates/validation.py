"""One validation of a suite by Great Expectations, in the database, read-only, with nothing sent anywhere."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from honours.domain.errors import EnvironmentFault
from honours.services.gates.suites import NO_BAD_ROWS, Suite
from honours.storage.tables import SCHEMA

STATEMENT_TIMEOUT_MS = 600_000
os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")


class GateNotEvaluated(EnvironmentFault):
    """Great Expectations did not evaluate every expectation, so the gate cannot pass; carries what is known."""

    def __init__(self, suite: str, wanted: int, evaluated: int, detail: str) -> None:
        self.suite = suite
        self.wanted = wanted
        self.evaluated = evaluated
        super().__init__(
            f"质量闸口“{suite}”应核对 {wanted} 条，只核对了 {evaluated} 条，不予通过。原因：{detail or '不明'}"
        )


@dataclass(frozen=True, slots=True)
class Validation:
    """How many rows the view had, and which of them each rule found bad: their number and what they show."""

    row_count: int
    bad_rows: Mapping[str, tuple[tuple[str, str], ...]]


def connection_options(setting: Mapping[str, Any]) -> str:
    """Return the options of a session in which the views show one cycle and nothing can be written."""
    named = {
        f"{key}.{entry}" if entry else key: number
        for key, value in setting.items()
        for entry, number in (value.items() if isinstance(value, Mapping) else [("", value)])
    }
    fixed = {
        "default_transaction_read_only": "on",
        "statement_timeout": STATEMENT_TIMEOUT_MS,
        "timezone": "Asia/Shanghai",
        **{f"honours.gate_{name}": value for name, value in named.items()},
    }
    return " ".join(f"-c {name}={_escaped(str(value))}" for name, value in fixed.items())


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace(" ", "\\ ")


def validate(suite: Suite, url: str, setting: Mapping[str, Any]) -> Validation:
    """Run the suite over its view and return the bad rows; raise :class:`GateNotEvaluated` unless all rules ran."""
    with warnings.catch_warnings():
        # Great Expectations warns of its own internals; its outcome is checked below instead.
        warnings.simplefilter("ignore")
        result = _run(suite, url, setting)
    outcomes = [
        one
        for one in result.results
        if one.result and "element_count" in one.result and not one.exception_info.get("raised_exception")
    ]
    wanted = len(suite.expectations)
    if len(outcomes) != wanted or result.statistics["evaluated_expectations"] != wanted:
        raise GateNotEvaluated(suite.name, wanted, len(outcomes), _first_fault(result))
    return Validation(
        row_count=int(outcomes[0].result["element_count"]),
        bad_rows={
            one.expectation_config.kwargs["rule"]: tuple(
                (subject_no, found or "") for subject_no, found in json.loads(one.result["observed_value"])
            )
            for one in outcomes
        },
    )


def _run(suite: Suite, url: str, setting: Mapping[str, Any]) -> Any:
    import great_expectations as gx

    from honours.services.gates.expectations import ExpectNoBadRows, ExpectRowsToBePresent

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_sql(
        "honours",
        connection_string=url,
        create_temp_table=False,
        kwargs={"pool_size": 1, "max_overflow": 0, "connect_args": {"options": connection_options(setting)}},
    )
    try:
        asset = source.add_table_asset(suite.view, table_name=suite.view, schema_name=SCHEMA)
        batch = asset.add_batch_definition_whole_table("all").get_batch()
        expectations = gx.ExpectationSuite(
            name=suite.name,
            expectations=[
                ExpectNoBadRows(rule=one.rule, bad=one.bad, found=one.found)
                if one.type == NO_BAD_ROWS
                else ExpectRowsToBePresent(rule=one.rule)
                for one in suite.expectations
            ],
        )
        return batch.validate(expectations)
    finally:
        source.get_engine().dispose()


def _first_fault(result: Any) -> str:
    for one in result.results:
        for info in (one.exception_info, *one.exception_info.values()):
            if isinstance(info, dict) and info.get("exception_message"):
                return str(info["exception_message"]).splitlines()[0]
    return ""
