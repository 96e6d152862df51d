"""Other content is another notice with its own number, document and window; the one at fault stays on record."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update
from tests.builders import CYCLE
from tests.services.notice.posted import prove, prove_both
from tests.services.notice.test_notice import (
    CLOSES_ON,
    DAY_AFTER,
    POSTED_ON,
    number,
    object_to,
    on_notice,
    states,
    text_of,
)

from honours.domain.notices import NoticeKind, ProofSide
from honours.domain.submissions import SubmissionStatus
from honours.orchestration.waits import WaitFor, look
from honours.regulation.forms import FIRST_ROW, form
from honours.services.intake import SubmissionOutcome, take_in
from honours.services.notice.conclusion import ContentChanged, NotProven, conclude
from honours.services.notice.notices import current_notice, notices_of
from honours.services.workbooks import notice_correction_workbook
from honours.storage.tables import nomination, notice_correction
from honours.storage.unit_of_work import UnitOfWork

FOUND_ON = date(2025, 12, 1)
AGAIN_CLOSES_ON = date(2025, 12, 8)
UNIT = "无锡某某有限公司"
ROW = {
    "correction_no": "GZ-2025-001",
    "nomination_no": number(1),
    "item": "单位",
    "was": UNIT,
    "becomes": "无锡某某股份有限公司",
    "reason": "单位来函更正名称",
    "document_no": "锡工办发〔2025〕30号",
    "planned_on": FOUND_ON,
}


@pytest.fixture
def unit(unit_of_work: UnitOfWork, tmp_path: Path) -> UnitOfWork:
    """Three golden ideas on a notice that hangs."""
    on_notice(unit_of_work, tmp_path / "in")
    prove(unit_of_work, tmp_path / "in", CYCLE, ProofSide.START, POSTED_ON)
    return unit_of_work


def correct(unit: UnitOfWork, folder: Path, *rows: dict[str, object], name: str = "更正.xlsx") -> SubmissionOutcome:
    book = load_workbook(io.BytesIO(notice_correction_workbook(CYCLE, fixed_on=POSTED_ON)))
    keys = [field.key for field in form("notice_correction", CYCLE.scheme).sheets[0].fields]
    for place, row in enumerate(rows or ({},)):
        for column, key in enumerate(keys, start=1):
            book["公示更正"].cell(FIRST_ROW + place, column).value = {**ROW, **row}[key]  # type: ignore[assignment]
    path = folder / name
    book.save(path)
    return take_in(path, datetime.combine(FOUND_ON, time(4), UTC), unit)


def unit_names(unit: UnitOfWork) -> dict[str, str]:
    with unit as work:
        return dict(work.connection.execute(select(nomination.c.nomination_no, nomination.c.unit_name)).all())  # type: ignore[arg-type]


def test_correction_makes_another_notice_and_starts_the_window_anew(unit: UnitOfWork, tmp_path: Path) -> None:
    outcome = correct(unit, tmp_path / "in")
    assert outcome.is_clean, outcome
    assert "第2号" in outcome.message
    first, second = notices_of(CYCLE, unit)
    assert (first.is_replaced, first.window.closes_on, first.kind) == (True, CLOSES_ON, NoticeKind.FIRST)
    assert (second.kind, second.replaces_no, second.document_no) == (NoticeKind.CORRECTED, 1, "锡工办发〔2025〕30号")
    assert (second.window.posted_on, second.window.closes_on) == (FOUND_ON, AGAIN_CLOSES_ON)
    assert first.content_sha256 != second.content_sha256
    assert unit_names(unit)[number(1)] == "无锡某某股份有限公司"
    path = unit.settings.outbox / CYCLE.slug / "notice" / f"{CYCLE.label}拟奖励项目公示（第2号）.docx"
    for said in (text_of(path), path.with_suffix(".html").read_text("utf-8")):
        assert "由“无锡某某有限公司”更正为“无锡某某股份有限公司”（单位来函更正名称）" in said
        assert "2025年11月26日发布的公示（锡工办发〔2025〕27号）内容有误" in said
        assert number(3) in said


def test_nothing_is_concluded_by_the_old_window(unit: UnitOfWork, tmp_path: Path) -> None:
    correct(unit, tmp_path / "in")
    with pytest.raises(NotProven, match=r"第2号（更正后重新公示）"):
        conclude(CYCLE, date(2025, 12, 9), "run", unit)
    prove_both(unit, tmp_path / "in", CYCLE)
    assert conclude(CYCLE, date(2025, 12, 9), "run", unit).awarded == 3


def test_the_wait_follows_the_notice_that_counts(unit: UnitOfWork, tmp_path: Path) -> None:
    noon = datetime.combine(DAY_AFTER, time(4), UTC)
    assert look(WaitFor.NOTICE_CLOSED, CYCLE, noon, unit).is_over
    correct(unit, tmp_path / "in")
    waited = look(WaitFor.NOTICE_CLOSED, CYCLE, noon, unit)
    assert waited.is_over
    assert "第2号（更正后重新公示）公示尚未登记张贴" in waited.says
    prove(unit, tmp_path / "in", CYCLE, ProofSide.START, FOUND_ON)
    waited = look(WaitFor.NOTICE_CLOSED, CYCLE, noon, unit)
    assert (waited.is_over, str(AGAIN_CLOSES_ON) in waited.says) == (False, True)


def test_objection_to_the_replaced_notice_still_counts(unit: UnitOfWork, tmp_path: Path) -> None:
    correct(unit, tmp_path / "in")
    prove_both(unit, tmp_path / "in", CYCLE)
    rows = ({"nomination_no": number(1), "received_on": POSTED_ON}, {"nomination_no": number(2)})
    late = {"objection_no": "YY-2025-002", "received_on": date(2025, 12, 9)}
    assert object_to(unit, tmp_path / "in", "异议.xlsx", rows[0], {**rows[1], **late}).is_clean
    conclude(CYCLE, date(2025, 12, 9), "run", unit)
    assert states(unit) == {number(1): "held", number(2): "awarded", number(3): "awarded"}


@pytest.mark.parametrize(
    ("change", "cell", "words"),
    [
        pytest.param({"nomination_no": "2025-JD-0101-999"}, "B3", "现在不在公示中", id="not on notice"),
        pytest.param({"was": "无锡别的公司"}, "D3", f"写的是“{UNIT}”", id="copied wrongly"),
        pytest.param({"becomes": UNIT}, "E3", "文字相同", id="nothing changes"),
        pytest.param({"becomes": "320204198001010015"}, "E3", "长数字", id="a personal number"),
        pytest.param({"planned_on": date(2025, 11, 30)}, "H3", "早于本表收到之日", id="posted the day before it came"),
        pytest.param({"document_no": "锡工办发〔2025〕27号"}, "G3", "已用于本周期", id="a number that is taken"),
        pytest.param({"document_no": "2025年第9号"}, "G3", "不是发文字号", id="no document number"),
    ],
)
def test_register_with_a_fault_goes_back_whole(
    unit: UnitOfWork, tmp_path: Path, change: dict[str, object], cell: str, words: str
) -> None:
    other = {"correction_no": "GZ-2025-002", "nomination_no": number(2)}
    whole = {key: value for key, value in change.items() if key in ("document_no", "planned_on")}
    outcome = correct(unit, tmp_path / "in", change, {**other, **whole})
    assert outcome.status is SubmissionStatus.REFUSED
    assert (outcome.findings[0].cell, outcome.rows_taken) == (cell, 0)
    assert words in outcome.findings[0].says
    assert len(notices_of(CYCLE, unit)) == 1
    assert set(unit_names(unit).values()) == {UNIT}


@pytest.mark.parametrize(
    ("second", "words"),
    [
        pytest.param({"document_no": "锡工办发〔2025〕31号"}, "文号和日期整表相同", id="two numbers"),
        pytest.param({"planned_on": date(2025, 12, 2)}, "文号和日期整表相同", id="two days"),
        pytest.param({"nomination_no": number(1)}, "同一处", id="one place twice"),
    ],
)
def test_one_register_posts_once(unit: UnitOfWork, tmp_path: Path, second: dict[str, object], words: str) -> None:
    more = {"correction_no": "GZ-2025-002", "nomination_no": number(2), **second}
    outcome = correct(unit, tmp_path / "in", {}, more)
    assert [words in finding.says for finding in outcome.findings] == [True]


def test_same_correction_again_posts_nothing_and_another_under_its_number_is_refused(
    unit: UnitOfWork, tmp_path: Path
) -> None:
    correct(unit, tmp_path / "in")
    assert correct(unit, tmp_path / "in", {"planned_on": date(2025, 12, 2)}, name="再报.xlsx").is_clean
    assert len(notices_of(CYCLE, unit)) == 2
    changed = correct(unit, tmp_path / "in", {"reason": "另有理由而已"}, name="改动.xlsx")
    assert "已登记过别的更正" in changed.findings[0].says
    with unit as work:
        assert len(work.connection.execute(select(notice_correction)).all()) == 1


def test_confirmed_notice_is_corrected_no_more(unit: UnitOfWork, tmp_path: Path) -> None:
    prove(unit, tmp_path / "in", CYCLE, ProofSide.END, CLOSES_ON)
    conclude(CYCLE, DAY_AFTER, "run", unit)
    outcome = correct(unit, tmp_path / "in")
    assert "现在不在公示中" in outcome.findings[0].says
    assert current_notice(CYCLE, unit).notice_no == 1


def test_content_that_changed_on_another_way_is_not_awarded(unit: UnitOfWork, tmp_path: Path) -> None:
    prove(unit, tmp_path / "in", CYCLE, ProofSide.END, CLOSES_ON)
    with unit as work:
        changed = update(nomination).where(nomination.c.nomination_no == number(2)).values(project_name="另一个名称")
        work.connection.execute(changed)
    with pytest.raises(ContentChanged, match=number(2)):
        conclude(CYCLE, DAY_AFTER, "run", unit)
    assert set(states(unit).values()) == {"on_notice"}
