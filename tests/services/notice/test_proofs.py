"""Both ends of a public notice are proven, and its window is counted from the real posting."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from tests.builders import CYCLE
from tests.services.notice.meetings import HELD_ON
from tests.services.notice.posted import PLACE, prove, prove_both, send_picture
from tests.services.notice.test_notice import CLOSES_ON, DAY_AFTER, POSTED_ON, on_notice, states, text_of

from honours.domain.calendar import ProvisionalClosing
from honours.domain.notices import ProofSide
from honours.domain.submissions import SubmissionStatus
from honours.services.notice import notices
from honours.services.notice.conclusion import NoticeStillOpen, NotProven, conclude
from honours.services.notice.notices import current_notice, notice_closes_on
from honours.services.notice.posting import post_notice
from honours.services.notice.proofs import ProofRefused
from honours.storage.tables import archived_file, document, posting_proof
from honours.storage.unit_of_work import UnitOfWork

START, END = ProofSide.START, ProofSide.END
NEXT_DAY = POSTED_ON + timedelta(days=1)


@pytest.fixture
def unit(unit_of_work: UnitOfWork, tmp_path: Path) -> UnitOfWork:
    """Three golden ideas on notice, posting not noted yet."""
    on_notice(unit_of_work, tmp_path / "in")
    return unit_of_work


def proofs(unit: UnitOfWork) -> list[Any]:
    with unit as work:
        return list(work.connection.execute(select(posting_proof).order_by(posting_proof.c.side.desc())))


def test_proof_keeps_who_noted_what_when_and_the_hash_of_the_archived_picture(unit: UnitOfWork, tmp_path: Path) -> None:
    prove_both(unit, tmp_path / "in", CYCLE)
    start, end = proofs(unit)
    assert (start.side, start.shown_on, start.address, start.noted_by) == ("start", POSTED_ON, PLACE, "operations")
    assert (end.side, end.shown_on) == ("end", CLOSES_ON)
    with unit as work:
        found = work.connection.scalars(
            select(archived_file.c.origin).where(archived_file.c.sha256.in_([start.sha256, end.sha256]))
        ).all()
    assert found == ["received", "received"]
    assert unit.archive.get(start.sha256).startswith(b"\x89PNG")


def test_the_same_note_once_more_changes_nothing(unit: UnitOfWork, tmp_path: Path) -> None:
    for _ in range(2):
        prove(unit, tmp_path / "in", CYCLE, START, POSTED_ON)
    assert len(proofs(unit)) == 1


def test_posted_on_the_planned_day_the_window_and_the_document_stay(unit: UnitOfWork, tmp_path: Path) -> None:
    window = prove(unit, tmp_path / "in", CYCLE, START, POSTED_ON)
    assert (window.posted_on, window.closes_on) == (POSTED_ON, CLOSES_ON)
    assert versions(unit, "public_notice") == 1


def versions(unit: UnitOfWork, kind: str) -> int:
    with unit as work:
        counted = select(func.count()).select_from(document).where(document.c.kind == kind)
        return int(work.connection.execute(counted).scalar_one())


def test_posted_a_day_later_the_window_is_counted_from_the_real_day(unit: UnitOfWork, tmp_path: Path) -> None:
    window = prove(unit, tmp_path / "in", CYCLE, START, NEXT_DAY)
    assert (window.posted_on, window.closes_on) == (NEXT_DAY, DAY_AFTER)
    assert notice_closes_on(CYCLE, unit) == window
    notice = current_notice(CYCLE, unit)
    assert (notice.planned_on, notice.notice_no, notice.has_start_proof) == (POSTED_ON, 1, True)
    assert (versions(unit, "public_notice"), versions(unit, "notice_page")) == (2, 2)
    (path,) = (unit.settings.outbox / CYCLE.slug / "notice").glob("*公示.docx")
    assert "2025年11月27日起，至2025年12月4日24时止" in text_of(path)
    assert post_notice(CYCLE, unit) == window


@pytest.mark.parametrize(
    ("side", "on", "more", "words"),
    [
        pytest.param(START, HELD_ON - timedelta(days=1), {}, "早于公示确定之日", id="the day before the meeting"),
        pytest.param(START, POSTED_ON, {"noted_on": POSTED_ON - timedelta(days=1)}, "还没有到", id="a day to come"),
        pytest.param(START, POSTED_ON, {"address": "门口"}, "太简略", id="no place to be found"),
        pytest.param(START, POSTED_ON, {"file_names": ()}, "没有写证明文件名", id="no file"),
        pytest.param(
            START, POSTED_ON, {"file_names": ("照片.png",)}, "没有收到“照片.png”", id="a file that never came"
        ),
        pytest.param(START, POSTED_ON, {"shown_on": NEXT_DAY, "noted_on": NEXT_DAY}, "之前就已收到", id="too old"),
        pytest.param(END, CLOSES_ON, {}, "还没有登记张贴", id="the end without a start"),
    ],
)
def test_what_proves_nothing_is_refused(
    unit: UnitOfWork, tmp_path: Path, side: ProofSide, on: date, more: dict[str, object], words: str
) -> None:
    with pytest.raises(ProofRefused, match=words):
        prove(unit, tmp_path / "in", CYCLE, side, on, more)
    assert proofs(unit) == []


def test_the_day_of_posting_once_noted_stands(unit: UnitOfWork, tmp_path: Path) -> None:
    prove(unit, tmp_path / "in", CYCLE, START, POSTED_ON)
    with pytest.raises(ProofRefused, match=f"已登记为 {POSTED_ON}"):
        prove(unit, tmp_path / "in", CYCLE, START, NEXT_DAY)


@pytest.mark.parametrize(
    ("on", "is_refused"),
    [
        pytest.param(CLOSES_ON - timedelta(days=1), True, id="the day before the last"),
        pytest.param(CLOSES_ON, False, id="the last day"),
        pytest.param(DAY_AFTER, False, id="the day after"),
    ],
)
def test_proof_of_the_end_is_of_the_last_day_or_later(
    unit: UnitOfWork, tmp_path: Path, on: date, is_refused: bool
) -> None:
    prove(unit, tmp_path / "in", CYCLE, START, POSTED_ON)
    if is_refused:
        with pytest.raises(ProofRefused, match="早于公示期最后一天"):
            prove(unit, tmp_path / "in", CYCLE, END, on)
    else:
        prove(unit, tmp_path / "in", CYCLE, END, on)
    assert current_notice(CYCLE, unit).has_end_proof is not is_refused


def test_the_end_of_a_window_that_may_move_is_not_proven(
    unit: UnitOfWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prove(unit, tmp_path / "in", CYCLE, START, POSTED_ON)
    real = notices.closes_on

    def provisional(*given: Any) -> Any:
        from dataclasses import replace

        return replace(real(*given), is_provisional=True)

    monkeypatch.setattr(notices, "closes_on", provisional)
    with pytest.raises(ProvisionalClosing):
        prove(unit, tmp_path / "in", CYCLE, END, CLOSES_ON)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("公示证明-成果奖-第1号-张贴.png", "写法不符", id="no year"),
        pytest.param("公示证明-2025成果奖-第1号-贴了.png", "写法不符", id="no end"),
        pytest.param("公示证明-2025成果奖-第7号-张贴.png", "没有第7号公示", id="no such notice"),
        pytest.param("公示证明-2025职工工作室-第1号-张贴.png", "没有第1号公示", id="of another cycle"),
        pytest.param("异议证据-2025成果奖-照片.png", "写法不符", id="evidence of no objection"),
    ],
)
def test_picture_whose_name_says_nothing_goes_back_with_an_example(
    unit: UnitOfWork, tmp_path: Path, name: str, words: str
) -> None:
    outcome = send_picture(unit, tmp_path / "in", name, POSTED_ON)
    assert outcome.status is SubmissionStatus.REFUSED
    assert words in outcome.message


def test_nothing_is_concluded_without_both_proofs(unit: UnitOfWork, tmp_path: Path) -> None:
    with pytest.raises(NotProven, match="张贴证明、期满证明"):
        conclude(CYCLE, DAY_AFTER, "run", unit)
    prove(unit, tmp_path / "in", CYCLE, START, POSTED_ON)
    with pytest.raises(NoticeStillOpen):
        conclude(CYCLE, CLOSES_ON, "run", unit)
    with pytest.raises(NotProven, match="缺少期满证明"):
        conclude(CYCLE, DAY_AFTER, "run", unit)
    assert set(states(unit).values()) == {"on_notice"}
    prove(unit, tmp_path / "in", CYCLE, END, CLOSES_ON)
    assert conclude(CYCLE, DAY_AFTER, "run", unit).awarded == 3
