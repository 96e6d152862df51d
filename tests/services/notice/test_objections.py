"""Objections in full: who, when, what with, how each is treated and why, until when a reply is owed, and the letter."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import select
from tests.builders import CYCLE
from tests.services.notice.posted import prove_both, send_picture
from tests.services.notice.test_notice import CLOSES_ON, DAY_AFTER, POSTED_ON, number, object_to, on_notice, states

from honours.domain.notices import Treatment
from honours.domain.policies import Anonymous
from honours.domain.submissions import SubmissionStatus
from honours.regulation.calendar import working_days
from honours.services.intake import take_in
from honours.services.notice import objection_checks
from honours.services.notice.conclusion import conclude
from honours.services.notice.register import objections_markdown
from honours.services.notice.treated import TreatedObjection, reply_due, treated_objections
from honours.services.workbooks import objection_register_workbook
from honours.storage.tables import document, objection
from honours.storage.unit_of_work import UnitOfWork

CLOSED = {"finding": "查阅了原始记录", "is_upheld": "不成立", "closed_on": date(2025, 12, 5)}
UPHELD = {**CLOSED, "is_upheld": "成立"}
NAMELESS = {"is_anonymous": "匿名", "objector_name": "匿名", "contact": None}
EVIDENCE = "异议证据-2025成果奖-YY-2025-001-照片.png"


@pytest.fixture
def unit(unit_of_work: UnitOfWork, tmp_path: Path) -> UnitOfWork:
    """Three golden ideas on a notice that is over and proven."""
    on_notice(unit_of_work, tmp_path / "in")
    prove_both(unit_of_work, tmp_path / "in", CYCLE)
    return unit_of_work


def objected(unit: UnitOfWork, folder: Path, name: str = "异议.xlsx", **row: object) -> Any:
    return object_to(unit, folder, name, {"nomination_no": number(1), **row})


def the_one(unit: UnitOfWork) -> TreatedObjection:
    (one,) = treated_objections(CYCLE, unit)
    return one


def reply(unit: UnitOfWork, objection_no: str = "YY-2025-001") -> str:
    path = unit.settings.outbox / CYCLE.slug / "notice" / f"异议答复-{objection_no}.docx"
    return "\n".join(one.text for one in Document(str(path)).paragraphs)


def replies(unit: UnitOfWork) -> list[str]:
    return sorted(path.name for path in (unit.settings.outbox / CYCLE.slug / "notice").glob("异议答复-*.docx"))


def test_everything_of_an_objection_is_kept(unit: UnitOfWork, tmp_path: Path) -> None:
    send_picture(unit, tmp_path / "in", EVIDENCE, CLOSES_ON)
    facts = {"evidence_names": f"{EVIDENCE}、口述记录", "wanted_remedy": "取消该项"}
    outcome = objected(unit, tmp_path / "in", **facts, **UPHELD, replied_on=date(2025, 12, 8))
    assert outcome.is_clean, outcome.findings
    one = the_one(unit)
    assert (one.objector_name, one.handler, one.wanted_remedy) == ("某职工", "承办人甲", "取消该项")
    assert one.evidence[0].startswith(f"{EVIDENCE}（SHA-256 ")
    assert one.evidence[1] == "口述记录"
    assert (one.treatment, one.effect, one.closed_on, one.replied_on) == (
        Treatment.HOLDS,
        "不予授奖",
        date(2025, 12, 5),
        date(2025, 12, 8),
    )
    assert one.is_settled
    with unit as work:
        kept = work.connection.execute(select(objection.c.contact, objection.c.is_heard)).one()
    assert tuple(kept) == ("0510-11111111", True)


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        pytest.param(
            date(2025, 9, 25), date(2025, 10, 15), id="over the National Day holiday and its working weekends"
        ),
        pytest.param(date(2025, 11, 26), date(2025, 12, 10), id="two plain weeks"),
        pytest.param(date(2025, 11, 29), date(2025, 12, 12), id="received on a Saturday"),
    ],
)
def test_reply_is_due_in_ten_working_days(received_on: date, due_on: date) -> None:
    assert reply_due(CYCLE, received_on, working_days()) == due_on


def test_reply_deadline_in_an_unannounced_year_is_provisional(unit: UnitOfWork, tmp_path: Path) -> None:
    outcome = object_to(
        unit,
        tmp_path / "in",
        "异议.xlsx",
        {"nomination_no": number(1), "received_on": date(2026, 12, 28)},
        on=date(2026, 12, 28),
    )
    assert outcome.is_clean, outcome.findings
    assert the_one(unit).is_due_provisional
    assert "（暂定）" in objections_markdown(CYCLE, unit)


@pytest.mark.parametrize(
    ("received_on", "treatment", "why", "state"),
    [
        pytest.param(date(2025, 11, 25), Treatment.LATE, "转监督核查", "awarded", id="the day before the first"),
        pytest.param(POSTED_ON, Treatment.HOLDS, "受理核查", "held", id="the first day"),
        pytest.param(CLOSES_ON, Treatment.HOLDS, "受理核查", "held", id="the last day"),
        pytest.param(DAY_AFTER, Treatment.LATE, "第十七条", "awarded", id="the day after the last"),
    ],
)
def test_days_of_the_window_decide_and_the_page_says_why(
    unit: UnitOfWork, tmp_path: Path, received_on: date, treatment: Treatment, why: str, state: str
) -> None:
    assert objected(unit, tmp_path / "in", received_on=received_on).is_clean
    one = the_one(unit)
    assert one.treatment is treatment
    assert why in one.how
    assert one.how in objections_markdown(CYCLE, unit)
    conclude(CYCLE, DAY_AFTER, "run", unit)
    assert states(unit)[number(1)] == state


@pytest.mark.parametrize(
    ("practice", "evidence", "treatment", "state"),
    [
        pytest.param(Anonymous.CHECK_WITH_EVIDENCE, None, Treatment.NOT_HEARD, "awarded", id="no evidence"),
        pytest.param(Anonymous.CHECK_WITH_EVIDENCE, EVIDENCE, Treatment.HOLDS, "held", id="with evidence"),
        pytest.param(Anonymous.RECORD_ONLY, EVIDENCE, Treatment.NOT_HEARD, "awarded", id="evidence, only recorded"),
    ],
)
def test_anonymous_objection_is_treated_as_the_practice_has_it(
    unit: UnitOfWork,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    practice: Anonymous,
    evidence: str | None,
    treatment: Treatment,
    state: str,
) -> None:
    from dataclasses import replace

    known = objection_checks.notice_policy
    monkeypatch.setattr(
        objection_checks, "notice_policy", lambda scheme, on: replace(known(scheme, on), anonymous=practice)
    )
    send_picture(unit, tmp_path / "in", EVIDENCE, CLOSES_ON)
    assert objected(unit, tmp_path / "in", **NAMELESS, evidence_names=evidence).is_clean
    one = the_one(unit)
    assert one.treatment is treatment
    assert "匿名" in one.how
    conclude(CYCLE, DAY_AFTER, "run", unit)
    assert states(unit)[number(1)] == state
    closed = objected(unit, tmp_path / "in", "办结.xlsx", **NAMELESS, evidence_names=evidence, **CLOSED)
    assert closed.is_clean, closed.findings
    assert replies(unit) == []


def test_evidence_that_comes_later_lets_an_anonymous_objection_hold(unit: UnitOfWork, tmp_path: Path) -> None:
    objected(unit, tmp_path / "in", **NAMELESS)
    assert the_one(unit).treatment is Treatment.NOT_HEARD
    assert objected(unit, tmp_path / "in", "补证.xlsx", **NAMELESS, evidence_names="来信附获奖公告复印件").is_clean
    assert the_one(unit).treatment is Treatment.HOLDS


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        pytest.param({"contact": None}, "F3", "实名的必须填写联系方式", id="named, no contact"),
        pytest.param({**NAMELESS, "contact": "0510-1"}, "F3", "匿名的不填联系方式", id="anonymous with a contact"),
        pytest.param({"is_anonymous": "匿名", "contact": None}, "E3", "写“匿名”", id="anonymous with a name"),
        pytest.param({"objector_name": "匿名"}, "D3", "要选“匿名”", id="named without a name"),
        pytest.param({"handler": None}, "K3", "必须填写", id="nobody handles it"),
        pytest.param({"evidence_names": EVIDENCE}, "I3", "没有收到文件", id="evidence that never came"),
        pytest.param({"received_on": date(2025, 12, 11)}, "C3", "还没有到", id="received tomorrow"),
        pytest.param({**CLOSED, "closed_on": date(2025, 12, 11)}, "N3", "还没有到", id="closed tomorrow"),
        pytest.param({**CLOSED, "finding": None}, "L3", "写明核查情况", id="closed without finding"),
        pytest.param({"replied_on": CLOSES_ON}, "O3", "不能早于办结日期", id="replied, not closed"),
        pytest.param({**CLOSED, "replied_on": date(2025, 12, 4)}, "O3", "不能早于", id="replied the day before"),
        pytest.param({**NAMELESS, **CLOSED, "replied_on": date(2025, 12, 8)}, "O3", "没有答复", id="anonymous reply"),
    ],
)
def test_bad_objection_goes_back_at_its_cell(
    unit: UnitOfWork, tmp_path: Path, row: dict[str, object], cell: str, words: str
) -> None:
    outcome = objected(unit, tmp_path / "in", **row)
    assert outcome.status is SubmissionStatus.REFUSED
    assert outcome.findings[0].cell == cell
    assert words in outcome.findings[0].says
    assert treated_objections(CYCLE, unit) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"objector_name": "另一职工"}, "“异议人”已登记为“某职工”", id="another author"),
        pytest.param({**NAMELESS}, "“实名或匿名”已登记为“实名”", id="made anonymous"),
        pytest.param({"statement": "换了一个说法的内容"}, "“异议内容”已登记", id="another statement"),
        pytest.param({**UPHELD}, "结论和证据不能改动", id="another end"),
        pytest.param({**CLOSED, "evidence_names": "新的材料"}, "结论和证据不能改动", id="evidence after the end"),
        pytest.param({**CLOSED, "replied_on": date(2025, 12, 9)}, "已登记于 2025-12-08 答复", id="another reply"),
    ],
)
def test_what_is_recorded_stands(unit: UnitOfWork, tmp_path: Path, change: dict[str, object], words: str) -> None:
    replied = {**CLOSED, "replied_on": date(2025, 12, 8)}
    assert objected(unit, tmp_path / "in", **replied).is_clean
    outcome = objected(unit, tmp_path / "in", "改动.xlsx", **{**replied, **change})
    assert outcome.status is SubmissionStatus.REFUSED
    assert any(words in finding.says for finding in outcome.findings)
    assert the_one(unit).is_upheld is False


def test_register_of_the_old_form_is_refused_with_the_form_to_use(unit: UnitOfWork, tmp_path: Path) -> None:
    import io

    book = load_workbook(io.BytesIO(objection_register_workbook(CYCLE, fixed_on=POSTED_ON)))
    marks = book["_honours"]
    for row in marks.iter_rows():
        if row[0].value == "version":
            row[1].value = "1"
    path = tmp_path / "旧表.xlsx"
    book.save(path)
    outcome = take_in(path, datetime.combine(DAY_AFTER, time(4), UTC), unit)
    assert outcome.status is SubmissionStatus.REFUSED
    assert "现用表样是第 2 版" in outcome.message


def test_reply_lies_ready_when_the_objection_is_closed_and_names_nobody_else(unit: UnitOfWork, tmp_path: Path) -> None:
    other = {"objection_no": "YY-2025-002", "nomination_no": number(2), "objector_name": "另一职工"}
    assert object_to(unit, tmp_path / "in", "异议.xlsx", {"nomination_no": number(1), **UPHELD}, other).is_clean
    assert replies(unit) == ["异议答复-YY-2025-001.docx"]
    said = reply(unit)
    for fact in (
        "某职工：",
        number(1),
        "查阅了原始记录",
        "所提异议成立。所涉一项不予授奖",
        "2025年12月5日",
        "第四条第3项",
    ):
        assert fact in said
    for secret in ("另一职工", number(2), "承办人甲", "0510-11111111"):
        assert secret not in said


def test_reply_to_a_late_objection_says_where_it_went(unit: UnitOfWork, tmp_path: Path) -> None:
    assert objected(unit, tmp_path / "in", received_on=DAY_AFTER, **CLOSED).is_clean
    assert "不影响公示结果，已依据上述办法第十七条转监督部门" in reply(unit)


def test_late_objections_are_listed_for_supervision_without_their_authors(unit: UnitOfWork, tmp_path: Path) -> None:
    late = {"objection_no": "YY-2025-002", "nomination_no": number(2), "received_on": DAY_AFTER}
    object_to(unit, tmp_path / "in", "异议.xlsx", {"nomination_no": number(1)}, late)
    for _ in range(2):
        conclude(CYCLE, DAY_AFTER, "run", unit)
    path = unit.settings.outbox / CYCLE.slug / "notice" / f"{CYCLE.label}转监督核查的异议清单.xlsx"
    cells = [str(cell.value) for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert "YY-2025-002" in cells
    assert {"YY-2025-001", "某职工", "0510-11111111"}.isdisjoint(cells)
    with unit as work:
        kept = select(document.c.version).where(document.c.kind == "supervision_list")
        assert work.connection.scalars(kept).all() == [1]


def test_same_register_once_more_writes_the_same_letter(unit: UnitOfWork, tmp_path: Path) -> None:
    objected(unit, tmp_path / "in", **CLOSED)
    path = unit.settings.outbox / CYCLE.slug / "notice" / "异议答复-YY-2025-001.docx"
    before = path.read_bytes()
    assert objected(unit, tmp_path / "in", "再报.xlsx", **CLOSED, replied_on=date(2025, 12, 8)).is_clean
    assert path.read_bytes() == before


def test_finding_that_names_another_author_goes_back(unit: UnitOfWork, tmp_path: Path) -> None:
    rows = [
        {"nomination_no": number(1), **CLOSED, "finding": "经向另一职工了解，不属实"},
        {"objection_no": "YY-2025-002", "nomination_no": number(2), "objector_name": "另一职工"},
    ]
    outcome = object_to(unit, tmp_path / "in", "异议.xlsx", *rows)
    assert outcome.status is SubmissionStatus.PARTLY
    assert [finding.cell for finding in outcome.findings] == ["L3"]
    assert replies(unit) == []


def test_reminded_before_and_after_the_deadline_until_the_reply_is_sent(unit: UnitOfWork, tmp_path: Path) -> None:
    from honours.services.reminders import note_due
    from honours.storage.tables import reminder

    objected(unit, tmp_path / "in", received_on=CLOSES_ON)
    due_on = the_one(unit).reply_due_on
    assert due_on == date(2025, 12, 17)
    days = (date(2025, 12, 9), date(2025, 12, 10), date(2025, 12, 12), date(2025, 12, 16), due_on, date(2025, 12, 18))
    assert [note_due(on, "outbox", unit) for on in days] == [0, 1, 1, 1, 0, 1]
    with unit as work:
        says = work.connection.scalars(select(reminder.c.says).order_by(reminder.c.recorded_at)).all()
    assert says[0].startswith("提醒：2025年职工创新成果奖异议YY-2025-001请于2025年12月17日前答复")
    assert "承办人：承办人甲" in says[0]
    assert says[-1].startswith("逾期：")


@pytest.mark.parametrize(
    ("row", "is_owed"),
    [
        pytest.param({**CLOSED}, True, id="closed, not replied"),
        pytest.param({**CLOSED, "replied_on": date(2025, 12, 8)}, False, id="replied"),
        pytest.param({**NAMELESS}, False, id="anonymous, only recorded"),
        pytest.param({**NAMELESS, "evidence_names": "照片三张"}, True, id="anonymous, to be checked"),
        pytest.param({**NAMELESS, "evidence_names": "照片三张", **CLOSED}, False, id="anonymous, checked"),
        pytest.param({"received_on": DAY_AFTER}, True, id="late, but named"),
    ],
)
def test_reply_is_owed_to_those_who_are_named(
    unit: UnitOfWork, tmp_path: Path, row: dict[str, object], is_owed: bool
) -> None:
    assert objected(unit, tmp_path / "in", **row).is_clean
    assert the_one(unit).is_settled is not is_owed
