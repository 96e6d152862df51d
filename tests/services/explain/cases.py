"""Files on their way through a real intake, for what is told of them."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.builders import lay_ground
from tests.services.intake.books import saved

from honours.services.explain import Explanation, NeverTaken, explain
from honours.services.intake import SubmissionOutcome, take_in
from honours.services.intake.files import SHANGHAI
from honours.storage.unit_of_work import UnitOfWork

IN_TIME = datetime(2025, 10, 24, 9, 30, tzinfo=SHANGHAI)
LATER = datetime(2025, 10, 28, 9, 30, tzinfo=SHANGHAI)
TOO_LATE = datetime(2025, 11, 3, 9, 30, tzinfo=SHANGHAI)
FILE = "申报表.xlsx"


def open_house(work: UnitOfWork) -> UnitOfWork:
    with work:
        lay_ground(work, bodies=("0101", "0102"))
    work.settings.inbox.mkdir(parents=True)
    return work


def send(work: UnitOfWork, book: Workbook | bytes, name: str = FILE, at: datetime = IN_TIME) -> SubmissionOutcome:
    path: Path = work.settings.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(book if isinstance(book, bytes) else saved(book))
    os.utime(path, (at.timestamp(), at.timestamp()))
    return take_in(path, at, work)


def taken(number: str, work: UnitOfWork) -> Explanation:
    told = explain(number, work)
    assert isinstance(told, Explanation)
    return told


def returned(number: str, work: UnitOfWork) -> NeverTaken:
    told = explain(number, work)
    assert isinstance(told, NeverTaken)
    return told


@pytest.fixture
def house(unit_of_work: UnitOfWork) -> UnitOfWork:
    """A database with an open cycle, and an inbox."""
    return open_house(unit_of_work)
