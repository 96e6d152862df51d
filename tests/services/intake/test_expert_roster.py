"""The roster on experts: what may make them step back is taken in row by row, and what cannot be so is named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from tests.builders import CYCLE as TEXT_OF
from tests.builders import add_nominations, lay_ground, nominee
from tests.services.intake.books import Answers, book_of, marks_of, uscc
from tests.services.intake.test_taking_in import IN_TIME, all_of, send, work

from honours.domain.cycle import Category, Cycle
from honours.domain.states import NominationState
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import form
from honours.storage.unit_of_work import UnitOfWork

__all__ = ["work"]

CYCLE, FIRST = str(TEXT_OF), "2025-JD-0101-001"
EXPERT: Answers = {
    "expert_no": "E001",
    "name": "陈明",
    "unit_name": "江南某某大学",
    "speciality": "机械制造",
    "email": "e@f.cn",
}
FACTS: Answers = {
    "unit_uscc": uscc(7),
    "body_code": "0101",
    "serving_since_year": 2019,
    "has_agreed": "是",
    "agreed_year": 2025,
    "most_entries": 20,
}
SERVICE: Answers = {"expert_no": "E001", "cycle": "2023/achievement_award", "category": "十佳金点子", "entry_count": 18}
COLLABORATION: Answers = {
    "expert_no": "E001",
    "collaborator_name": "王建国",
    "kind": "共同发明",
    "year": 2024,
    "work_name": "一种轴承",
}
AFFILIATION: Answers = {"expert_no": "E001", "unit_name": "无锡某某机械有限公司", "from_year": 2012, "until_year": 2022}
INTEREST: Answers = {
    "expert_no": "E001",
    "subject_kind": "个人",
    "subject": "王建国",
    "relation": "师生",
    "declared_on": date(2025, 10, 8),
}
RECUSAL: Answers = {
    "expert_no": "E001",
    "cycle": CYCLE,
    "subject_kind": "申报项目",
    "subject": "2025—jd-0101-1",
    "reason": "曾任技术顾问",
    "recused_on": date(2025, 10, 20),
}
SHEETS = ("推荐单位", "专家", "评审组", "评审经历", "合作关系", "任职经历", "利害关系申报", "回避")


def roster(**rows: Sequence[Answers]) -> Any:
    sheets = form(SubmissionKind.ROSTER).sheets
    assert tuple(sheet.sheet_name for sheet in sheets) == SHEETS
    filled = {"专家": [EXPERT], **rows}
    return book_of([(sheet, filled.get(sheet.sheet_name, [])) for sheet in sheets], marks_of(SubmissionKind.ROSTER))


@pytest.fixture
def entered(work: UnitOfWork) -> UnitOfWork:
    with work:
        add_nominations(work, [nominee(Category.GOLDEN_IDEA, 1, state=NominationState.QUALIFIED)])
    return work


def test_everything_that_is_known_of_an_expert_is_taken_in(entered: UnitOfWork) -> None:
    book = roster(
        专家=[EXPERT | FACTS],
        评审经历=[SERVICE],
        合作关系=[COLLABORATION],
        任职经历=[AFFILIATION],
        利害关系申报=[INTEREST],
        回避=[RECUSAL],
    )
    outcome = send(entered, book)
    assert (outcome.status, outcome.rows_taken) == (SubmissionStatus.ACCEPTED, 6)
    asked = "SELECT unit_uscc, body_code, serving_since_year, has_agreed, agreed_year, most_entries FROM honours.expert"
    assert all_of(entered, asked) == [(uscc(7), "0101", 2019, True, 2025, 20)]
    kept = {
        "expert_service": ("E001", "2023/achievement_award", "golden_idea", 18, None),
        "expert_collaboration": ("E001", "王建国", None, "co_inventor", 2024, "一种轴承"),
        "expert_affiliation": ("E001", "无锡某某机械有限公司", None, 2012, 2022),
        "declared_interest": ("E001", "person", "王建国", "teacher", None, date(2025, 10, 8), True),
        "recusal": (CYCLE, "E001", "nomination", FIRST, "曾任技术顾问", date(2025, 10, 20), True),
    }
    for table, row in kept.items():
        (found,) = all_of(entered, f"SELECT * FROM honours.{table}")  # noqa: S608
        assert found[: len(row)] == row
        assert found[len(row)] == outcome.submission_id


def test_the_new_columns_may_stay_empty(work: UnitOfWork) -> None:
    assert send(work, roster()).status is SubmissionStatus.ACCEPTED
    assert all_of(work, "SELECT unit_uscc, body_code, has_agreed, most_entries FROM honours.expert") == [(None,) * 4]


def test_the_same_rows_again_change_and_never_double(entered: UnitOfWork) -> None:
    rows = {"评审经历": [SERVICE], "合作关系": [COLLABORATION], "任职经历": [AFFILIATION]}
    send(entered, roster(**rows, 利害关系申报=[INTEREST], 回避=[RECUSAL]))
    gone = {"is_active": "否"}
    later = IN_TIME + timedelta(hours=1)
    again = roster(**rows, 利害关系申报=[INTEREST | gone], 回避=[RECUSAL | gone | {"reason": "误报"}])
    assert send(entered, again, at=later).status is SubmissionStatus.ACCEPTED
    for table in ("expert_service", "expert_collaboration", "expert_affiliation", "declared_interest", "recusal"):
        assert all_of(entered, f"SELECT count(*) FROM honours.{table}") == [(1,)]  # noqa: S608
    assert all_of(entered, "SELECT is_active FROM honours.declared_interest") == [(False,)]
    assert all_of(entered, "SELECT is_active, reason FROM honours.recusal") == [(False, "误报")]
    assert all_of(entered, "SELECT * FROM honours.standing_conflict") == []


@pytest.mark.parametrize(
    ("subject", "kept"),
    [("无锡某某机械有限公司", "无锡某某机械有限公司"), (uscc(3).lower(), uscc(3))],
    ids=["name", "code"],
)
def test_a_unit_is_named_or_given_by_its_code(work: UnitOfWork, subject: str, kept: str) -> None:
    unit = {"subject_kind": "单位", "subject": subject}
    outcome = send(work, roster(利害关系申报=[INTEREST | unit], 回避=[RECUSAL | unit]))
    assert outcome.status is SubmissionStatus.ACCEPTED
    for table in ("declared_interest", "recusal"):
        assert all_of(work, f"SELECT subject_kind, subject FROM honours.{table}") == [("unit", kept)]  # noqa: S608


SERVED, WORKED, PLACE, INTERESTED, RECUSED = SHEETS[3:]
FAULTS: list[tuple[str, str, list[Answers], str, str]] = [
    ("body unknown", "专家", [EXPERT | {"body_code": "0999"}], "I3", "没有这个推荐单位代码。现有：0101、0102"),
    ("code of the unit", "专家", [EXPERT | {"unit_uscc": "91320200"}], "H3", "统一社会信用代码"),
    ("agreed without a yes", "专家", [EXPERT | {"has_agreed": "否", "agreed_year": 2025}], "L3", "就不应有同意年份"),
    ("agreed next year", "专家", [EXPERT | {"has_agreed": "是", "agreed_year": 2026}], "L3", "晚于本表收到的年份"),
    ("limit of none", "专家", [EXPERT | {"most_entries": 0}], "M3", "1"),
    ("service of nobody", SERVED, [SERVICE | {"expert_no": "E009"}], "A3", "请先在“专家”表中登记"),
    ("service in no cycle", SERVED, [SERVICE | {"cycle": "2023/awards"}], "B3", "不是周期"),
    ("service in a later year", SERVED, [SERVICE | {"cycle": "2026/achievement_award"}], "B3", "还不可能参加过"),
    ("service in another scheme", SERVED, [SERVICE | {"cycle": "2023/employee_studio"}], "C3", "只能填：职工创新"),
    ("service on a visit", SERVED, [SERVICE | {"cycle": "2023/model_worker_studio"}], "C3", "不设专家评审组"),
    ("service twice", SERVED, [SERVICE, SERVICE], "A3", "与第 4 行重复：“专家编号”、“评选周期”、“评审类别”"),
    ("collaboration unknown", WORKED, [COLLABORATION | {"kind": "合作"}], "D3", "只能填：共同发明、共同署名、共事"),
    ("collaboration to come", WORKED, [COLLABORATION | {"year": 2026}], "E3", "晚于本表收到的年份（2025）"),
    ("collaboration without work", WORKED, [COLLABORATION | {"work_name": None}], "F3", "必须填写"),
    ("years backwards", PLACE, [AFFILIATION | {"until_year": 2011}], "E3", "早于起始年份（2012）"),
    ("begins next year", PLACE, [AFFILIATION | {"from_year": 2026, "until_year": None}], "D3", "晚于本表收到的年份"),
    ("entry that is none", INTERESTED, [INTEREST | {"subject_kind": "申报项目"}], "C3", "不是申报编号"),
    (
        "entry that never came",
        INTERESTED,
        [INTEREST | {"subject_kind": "申报项目", "subject": "2025-JD-0101-009"}],
        "C3",
        "没有这个编号的申报",
    ),
    ("unit too short", INTERESTED, [INTEREST | {"subject_kind": "单位", "subject": "某厂"}], "C3", "至少 4 个字"),
    ("code that is none", INTERESTED, [INTEREST | {"subject_kind": "单位", "subject": "91320200"}], "C3", "也不是正确"),
    ("other without a word", INTERESTED, [INTEREST | {"relation": "其他"}], "E3", "必须写明是什么关系"),
    ("declared tomorrow", INTERESTED, [INTEREST | {"declared_on": date(2025, 10, 25)}], "F3", "晚于本表收到之日"),
    ("number in a note", INTERESTED, [INTEREST | {"note": "证号320204198001010015"}], "E3", "疑似身份证号"),
    ("recusal in no cycle", RECUSED, [RECUSAL | {"cycle": "2031/achievement_award"}], "B3", "尚未启动"),
    ("recusal without reason", RECUSED, [RECUSAL | {"reason": None}], "E3", "必须填写"),
    ("recusal from a person", RECUSED, [RECUSAL | {"subject_kind": "个人"}], "C3", "只能填：申报项目、单位"),
    ("recusal tomorrow", RECUSED, [RECUSAL | {"recused_on": date(2025, 10, 25)}], "F3", "晚于本表收到之日"),
    ("recusal twice", RECUSED, [RECUSAL, RECUSAL | {"subject": FIRST}], "B3", "重复"),
]


@pytest.mark.parametrize(("sheet", "rows", "cell", "says"), [pytest.param(*case[1:], id=case[0]) for case in FAULTS])
def test_a_row_that_cannot_be_so_goes_back_with_its_cell(
    entered: UnitOfWork, sheet: str, rows: list[Answers], cell: str, says: str
) -> None:
    outcome = send(entered, roster(**{sheet: rows}))
    assert outcome.findings[0].place == f"{sheet}!{cell}"
    assert says in outcome.findings[0].says
    assert outcome.rows_refused == len(rows)


def test_recusal_from_an_entry_of_another_cycle_goes_back(entered: UnitOfWork) -> None:
    with entered:
        lay_ground(entered, of=Cycle(2024, TEXT_OF.scheme))
    outcome = send(entered, roster(回避=[RECUSAL | {"cycle": "2024/achievement_award"}]))
    assert "属于2025年职工创新成果奖，不是本行的周期" in outcome.findings[0].says


def test_right_rows_beside_a_wrong_one_count(entered: UnitOfWork) -> None:
    outcome = send(entered, roster(合作关系=[COLLABORATION, COLLABORATION | {"year": 2030}]))
    assert (outcome.status, outcome.rows_taken, outcome.rows_refused) == (SubmissionStatus.PARTLY, 2, 1)
    assert all_of(entered, "SELECT year FROM honours.expert_collaboration") == [(2024,)]
