"""Writes nominations to the tables that their form names: many rows a statement, a retry changes nothing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ARRAY, Table
from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Category
from honours.regulation.forms import SheetForm
from honours.services.intake.facts import Facts
from honours.services.intake.place import Place
from honours.storage.tables import metadata, nomination, nomination_revision
from honours.storage.tables.base import SCHEMA
from honours.storage.unit_of_work import UnitOfWork

_KEY = "nomination_no"
_FOR_EVER = {"nomination_no", "cycle", "category", "body_code", "serial_no"}


def upsert(form: SheetForm, category: Category, changed: list[Facts], place: Place, work: UnitOfWork) -> None:
    """Write the rows with their new values; new ones are inserted, standing ones get the values of the revision."""
    _upsert(nomination, [_nomination_row(facts, category, place) for facts in changed], work)
    for name in dict.fromkeys(field.table for field in form.fields if field.table != nomination.name):
        table = metadata.tables[f"{SCHEMA}.{name}"]
        _upsert(table, [{_KEY: facts.nomination_no, **_fitted(table, facts)} for facts in changed], work)


def write_revisions(changed: list[Facts], place: Place, work: UnitOfWork) -> None:
    """Keep each accepted revision for ever, personal numbers masked."""
    rows = [
        {
            _KEY: facts.nomination_no,
            "revision": facts.revision,
            "submission_id": place.submission_id,
            "source_sheet": facts.sheet,
            "source_row": facts.row_no,
            "facts": facts.shown,
            "facts_sha256": facts.sha256,
        }
        for facts in changed
    ]
    work.connection.execute(insert(nomination_revision), rows)


def _nomination_row(facts: Facts, category: Category, place: Place) -> dict[str, Any]:
    row = _fitted(nomination, facts)
    return {
        **row,
        _KEY: facts.nomination_no,
        "cycle": str(place.cycle),
        "category": category.value,
        "body_code": place.body_code,
        "revision": facts.revision,
        "submission_id": place.submission_id,
        "source_sheet": facts.sheet,
        "source_row": facts.row_no,
        "received_on": place.received_on,
        "is_withdrawn": bool(row["is_withdrawn"]),
    }


def _fitted(table: Table, facts: Facts) -> dict[str, Any]:
    """Return the row's values for one table: lists stay lists where the column is one, else they are joined by 、."""
    row: dict[str, Any] = {}
    for column, value in facts.columns.get(table.name, {}).items():
        if isinstance(table.c[column].type, ARRAY):
            row[column] = list(value or ())
        else:
            row[column] = "、".join(value) if isinstance(value, tuple) else value
    return row


def _upsert(table: Table, rows: list[dict[str, Any]], work: UnitOfWork) -> None:
    statement = insert(table)
    changing = {name: statement.excluded[name] for name in rows[0] if name not in _FOR_EVER}
    work.connection.execute(statement.on_conflict_do_update(index_elements=[_KEY], set_=changing), rows)
