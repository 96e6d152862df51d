"""The explanation for programs: its keys are those that the docstring promises, and no personal number is in it."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.services.disbursement.cases import answer, reconcile, sent
from tests.services.explain.cases import LATER, returned, send, taken
from tests.services.intake.books import TECH, nominations, row

from honours.services.explain import record as record_module
from honours.services.explain.record import as_record
from honours.storage.unit_of_work import UnitOfWork

SHARED = {
    "outcome",
    "nomination_no",
    "cycle",
    "category",
    "category_label",
    "body_name",
    "headline",
}
NOMINATION = {
    "project_name",
    "person_name",
    "unit_name",
    "state",
    "state_label",
    "awaits",
    "awaited",
    "source",
    "progress",
    "states",
    "rules",
    "conflicts",
    "scoring",
    "meetings",
    "consultation",
    "objections",
    "payments",
    "later_returns",
}


def keys_in(value: Any) -> set[str]:
    match value:
        case dict():
            return set(value) | {key for item in value.values() for key in keys_in(item)}
        case list():
            return {key for item in value for key in keys_in(item)}
        case _:
            return set()


def documented() -> set[str]:
    assert record_module.__doc__ is not None
    return set(re.findall(r"``([a-z_]+)``", record_module.__doc__))


def test_nomination_has_the_documented_keys(house: UnitOfWork) -> None:
    send(house, nominations({TECH: [row(TECH, 1, is_medical="是")]}))
    send(house, nominations({TECH: [row(TECH, 1, is_medical="不")]}), "更正.xlsx", LATER)
    record = as_record(taken("2025-KJ-0101-001", house))
    assert set(record) == SHARED | NOMINATION
    assert record["outcome"] == "nomination"
    assert record["cycle"] == "2025/achievement_award"
    (failed,) = [one for one in record["rules"] if one["rule"] == "medical_project"]
    assert failed["verdict"] == "fail"
    assert failed["sources"][0]["kind"] == "cell"
    assert failed["since"] == {"on": "2021-09-22", "source": "锡工发〔2021〕31号", "values": []}
    (counted,) = [one for one in record["rules"] if one["rule"] == "applied_long_enough"]
    assert counted["since"]["values"] == [
        {
            "key": "rule.award.applied_years",
            "label": "成果整体应用年限",
            "from_on": "2021-09-22",
            "until_on": None,
            "source": "锡工发〔2021〕31号",
            "is_office_practice": False,
        }
    ]
    assert keys_in(record) <= documented()
    assert json.loads(json.dumps(record)) == record


def test_returned_row_has_the_documented_keys(house: UnitOfWork) -> None:
    send(house, nominations({TECH: [row(TECH, 1, is_medical="不")]}))
    record = as_record(returned("2025-KJ-0101-001", house))
    assert set(record) == SHARED | {"returns", "advice"}
    assert record["outcome"] == "returned"
    assert keys_in(record) <= documented()


def test_paid_nomination_carries_neither_account_nor_id_number(unit_of_work: UnitOfWork, tmp_path: Any) -> None:
    answer(unit_of_work, tmp_path, sent(unit_of_work))
    reconcile(unit_of_work)
    record = as_record(taken("2025-KJ-0101-001", unit_of_work))
    (payment,) = record["payments"]
    assert payment["label"] == "已结清"
    assert payment["receipt_no"]
    shown = json.dumps(record, ensure_ascii=False)
    assert keys_in(record) <= documented()
    assert "320204" not in shown
    assert "6222" not in shown
