"""Two kinds of expectation of our own, whose metrics Great Expectations bundles into one SELECT over the view.

Importing this module imports Great Expectations and registers both kinds with it; only :mod:`validation` does so.
"""

from __future__ import annotations

from typing import Any, ClassVar

import sqlalchemy as sa
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.core.metric_function_types import MetricPartialFunctionTypes
from great_expectations.execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import metric_partial
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

_DOMAIN_KEYS = ("batch_id", "row_condition", "condition_parser")


class BadRows(TableMetricProvider):  # type: ignore[misc]
    """Which rows meet a SQL predicate and what they show, as an aggregate that shares one pass with the others.

    A JSON text of pairs, because a list would be walked value by value again and again; None when no row does. An
    ``array_agg`` and not a ``json_agg``, because PostgreSQL gathers the former in parallel.
    """

    metric_name = "honours.bad_rows"
    value_keys = ("bad", "found")

    @metric_partial(  # type: ignore[untyped-decorator]
        engine=SqlAlchemyExecutionEngine,
        partial_fn_type=MetricPartialFunctionTypes.AGGREGATE_FN,
        domain_type=MetricDomainTypes.TABLE,
    )
    def _sqlalchemy(
        cls,  # noqa: N805
        execution_engine: Any,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any],
    ) -> tuple[Any, dict[str, Any], dict[str, Any]]:
        bad: sa.ColumnElement[bool] = sa.literal_column(f"({metric_value_kwargs['bad']})")
        row: sa.ColumnElement[Any] = sa.literal_column(f"ARRAY[subject_no, ({metric_value_kwargs['found']})::text]")
        return sa.cast(sa.func.to_json(sa.func.array_agg(row).filter(bad)), sa.Text), metric_domain_kwargs, {}


class ExpectNoBadRows(BatchExpectation):  # type: ignore[misc]
    """No row of the view meets the predicate ``bad``; of those that do, the result holds what ``found`` shows."""

    rule: str
    bad: str
    found: str
    metric_dependencies: ClassVar[tuple[str, ...]] = ("honours.bad_rows", "table.row_count")
    success_keys: ClassVar[tuple[str, ...]] = ("rule", "bad", "found")
    domain_keys: ClassVar[tuple[str, ...]] = _DOMAIN_KEYS

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: Any = None,
    ) -> dict[str, Any]:
        rows = metrics["honours.bad_rows"]
        return {
            "success": rows is None,
            "result": {"observed_value": rows or "[]", "element_count": metrics["table.row_count"]},
        }


class ExpectRowsToBePresent(BatchExpectation):  # type: ignore[misc]
    """The view has at least one row: an empty table never passes for a good one."""

    rule: str
    metric_dependencies: ClassVar[tuple[str, ...]] = ("table.row_count",)
    success_keys: ClassVar[tuple[str, ...]] = ("rule",)
    domain_keys: ClassVar[tuple[str, ...]] = _DOMAIN_KEYS

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: Any = None,
    ) -> dict[str, Any]:
        count = metrics["table.row_count"]
        return {"success": count > 0, "result": {"observed_value": "[]", "element_count": count}}
