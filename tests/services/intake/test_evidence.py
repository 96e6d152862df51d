"""Evidence is filed under every cycle that collects on the day it comes, of whatever scheme."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from tests.builders import lay_ground
from tests.services.intake.test_taking_in import all_of, send

from honours.domain.cycle import Cycle, Scheme
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.services.intake.files import SHANGHAI, FileFormat, format_of
from honours.storage.tables import cycle
from honours.storage.unit_of_work import UnitOfWork

AWARD = Cycle(2026, Scheme.ACHIEVEMENT_AWARD)
MODEL = Cycle(2026, Scheme.MODEL_WORKER_STUDIO)
EMPLOYEE = Cycle(2026, Scheme.EMPLOYEE_STUDIO)
# When each collects: model workers' studios alone, then with employees' ones, then those alone, nobody, the award.
COLLECTING = {
    MODEL: (date(2026, 3, 2), date(2026, 5, 29)),
    EMPLOYEE: (date(2026, 5, 6), date(2026, 6, 30)),
    AWARD: (date(2026, 9, 1), date(2026, 10, 30)),
}
PDF = b"%PDF-1.7 certificate"
FILM = b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41"


@pytest.fixture
def work(unit_of_work: UnitOfWork) -> UnitOfWork:
    with unit_of_work as work:
        for of, (call_on, due_on) in COLLECTING.items():
            facts = {"cycle": str(of), "scheme": of.scheme.value, "year": of.year, "call_on": call_on}
            facts |= {"nominations_due_on": due_on, "document_no": "锡工办发〔2026〕8号", "opened_by": "测试"}
            work.connection.execute(insert(cycle).values(facts))
        lay_ground(work, bodies=("0101",), of=AWARD)
    unit_of_work.settings.inbox.mkdir(parents=True)
    return unit_of_work


def on(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), SHANGHAI)


def filed(work: UnitOfWork) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in all_of(work, "SELECT cycle, file_name FROM honours.evidence_file ORDER BY 1, 2")]


@pytest.mark.parametrize(
    ("day", "under"),
    [
        pytest.param(date(2026, 3, 2), [MODEL], id="day of the first call"),
        pytest.param(date(2026, 5, 5), [MODEL], id="day before the second call"),
        pytest.param(date(2026, 5, 6), [MODEL, EMPLOYEE], id="day of the second call"),
        pytest.param(date(2026, 5, 29), [MODEL, EMPLOYEE], id="last day of the first"),
        pytest.param(date(2026, 5, 30), [EMPLOYEE], id="day after"),
        pytest.param(date(2026, 6, 30), [EMPLOYEE], id="last day of the second"),
        pytest.param(date(2026, 9, 1), [AWARD], id="day of the call of the award"),
    ],
)
def test_it_is_filed_under_every_cycle_that_collects(work: UnitOfWork, day: date, under: list[Cycle]) -> None:
    outcome = send(work, PDF, "0101/荣誉证书.pdf", on(day))
    assert outcome.status is SubmissionStatus.ACCEPTED
    assert filed(work) == [(text, "荣誉证书.pdf") for text in sorted(str(of) for of in under)]
    for of in COLLECTING:
        assert (of.label in outcome.message) is (of in under)
    of_one = [(str(under[0]),)] if len(under) == 1 else [(None,)]
    assert all_of(work, "SELECT cycle FROM honours.submission") == of_one


@pytest.mark.parametrize(
    ("day", "named"),
    [
        pytest.param(date(2026, 7, 1), EMPLOYEE, id="the day after the last of the studios"),
        pytest.param(date(2026, 8, 31), EMPLOYEE, id="the day before the next call"),
        pytest.param(date(2026, 10, 31), AWARD, id="the day after the award's"),
    ],
)
def test_it_is_late_only_when_nothing_collects_and_something_did(work: UnitOfWork, day: date, named: Cycle) -> None:
    outcome = send(work, PDF, "0101/荣誉证书.pdf", on(day))
    assert outcome.status is SubmissionStatus.LATE
    assert f"{named.label}的申报截止日是 {COLLECTING[named][1]}" in outcome.message
    assert filed(work) == []


def test_it_comes_too_early_when_nothing_was_ever_called(work: UnitOfWork) -> None:
    outcome = send(work, PDF, "0101/荣誉证书.pdf", on(date(2026, 3, 1)))
    assert (outcome.status, outcome.kind) == (SubmissionStatus.REFUSED, SubmissionKind.EVIDENCE)
    assert "没有启动的评选周期" in outcome.message


def test_two_cycles_with_the_same_last_day_are_both_named_when_it_is_late(work: UnitOfWork) -> None:
    with work:
        work.connection.execute(
            cycle.update().where(cycle.c.cycle == str(EMPLOYEE)).values(nominations_due_on=COLLECTING[MODEL][1])
        )
    outcome = send(work, PDF, "0101/荣誉证书.pdf", on(date(2026, 6, 1)))
    assert "2026年职工创新工作室、2026年劳模创新工作室的申报截止日是 2026-05-29" in outcome.message


def test_a_certificate_sent_again_is_filed_under_the_cycles_called_since(work: UnitOfWork) -> None:
    first = send(work, PDF, "0101/荣誉证书.pdf", on(date(2026, 3, 10)))
    again = send(work, PDF, "0101/荣誉证书.pdf", on(date(2026, 5, 10)))
    assert (again.submission_id, again.is_repeat) == (first.submission_id, False)
    assert EMPLOYEE.label in again.message
    assert filed(work) == [(str(EMPLOYEE), "荣誉证书.pdf"), (str(MODEL), "荣誉证书.pdf")]
    once_more = send(work, PDF, "0101/荣誉证书.pdf", on(date(2026, 5, 11)))
    assert (once_more.is_repeat, once_more.message) == (True, again.message)
    assert all_of(work, "SELECT count(*) FROM honours.submission") == [(1,)]


def test_one_that_came_too_early_counts_when_it_is_sent_again_after_the_call(work: UnitOfWork) -> None:
    refused = send(work, PDF, "0101/荣誉证书.pdf", on(date(2026, 3, 1)))
    taken = send(work, PDF, "0101/荣誉证书.pdf", on(date(2026, 3, 2)))
    assert [refused.status, taken.status] == [SubmissionStatus.REFUSED, SubmissionStatus.ACCEPTED]
    assert taken.returned_to is None
    assert all_of(work, "SELECT status, cycle FROM honours.submission") == [("accepted", str(MODEL))]


def test_one_sent_again_does_not_undo_the_later_one_of_its_name(work: UnitOfWork) -> None:
    send(work, PDF, "0101/荣誉证书.pdf", on(date(2026, 3, 10)))
    newer = send(work, PDF + b"2", "0101/荣誉证书.pdf", on(date(2026, 3, 12)))
    assert send(work, PDF, "0101/荣誉证书.pdf", on(date(2026, 3, 12), 10)).is_repeat
    assert all_of(work, "SELECT sha256 FROM honours.evidence_file") == [(newer.sha256,)]


def test_a_late_one_sent_again_stays_late(work: UnitOfWork) -> None:
    send(work, PDF, "0101/荣誉证书.pdf", on(date(2026, 7, 1)))
    again = send(work, PDF, "0101/荣誉证书.pdf", on(date(2026, 7, 2)))
    assert (again.status, again.is_repeat) == (SubmissionStatus.LATE, True)


def test_a_film_is_filed_under_studios_alone(work: UnitOfWork) -> None:
    with work:
        work.connection.execute(cycle.update().where(cycle.c.cycle == str(AWARD)).values(call_on=date(2026, 3, 2)))
    outcome = send(work, FILM, "0101/宣传视频.mp4", on(date(2026, 5, 10)))
    assert outcome.status is SubmissionStatus.ACCEPTED
    assert filed(work) == [(str(EMPLOYEE), "宣传视频.mp4"), (str(MODEL), "宣传视频.mp4")]
    assert send(work, FILM, "0101/宣传视频.mp4", on(date(2026, 5, 11))).is_repeat


def test_a_film_for_the_award_is_refused(work: UnitOfWork) -> None:
    outcome = send(work, FILM, "0101/公示.mp4", on(date(2026, 9, 2)))
    assert outcome.status is SubmissionStatus.REFUSED
    assert "不接收视频" in outcome.message
    assert filed(work) == []


@pytest.mark.parametrize(
    ("content", "file_format"),
    [
        (FILM, FileFormat.MP4),
        (FILM.replace(b"ftypisom", b"ftypqt  "), FileFormat.UNKNOWN),
        (b"\0\0\0\x20moov", FileFormat.UNKNOWN),
    ],
)
def test_a_film_is_known_by_its_bytes(content: bytes, file_format: FileFormat) -> None:
    assert format_of(content) is file_format


def test_a_film_under_another_ending_is_disguised(work: UnitOfWork) -> None:
    outcome = send(work, FILM, "0101/宣传视频.pdf", on(date(2026, 5, 10)))
    assert "以 .pdf 结尾，实际内容却是MP4 视频" in outcome.message


def test_the_last_second_of_the_last_day_counts(work: UnitOfWork) -> None:
    midnight = on(COLLECTING[AWARD][1] + timedelta(days=1), 0)
    assert send(work, PDF, "0101/一.pdf", midnight - timedelta(seconds=1)).status is SubmissionStatus.ACCEPTED
    assert send(work, PDF, "0101/二.pdf", midnight).status is SubmissionStatus.LATE
