"""Evidence, rosters and files that nobody knows."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from tests.builders import lay_ground
from tests.services.intake.books import Answers, book_of, marks_of
from tests.services.intake.test_taking_in import IN_TIME, all_of, send, work

from honours.domain.cycle import Cycle
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import form
from honours.services.intake import readers, registry
from honours.services.intake.files import SHANGHAI
from honours.storage.unit_of_work import UnitOfWork

__all__ = ["work"]

PDF = b"%PDF-1.7 posting"
JPEG = b"\xff\xd8\xff\xe0 photo"
BODIES = [
    {"body_code": "0201", "name": "某某局工会", "kind": "局", "contact_name": "李晓红", "contact_email": "a@b.cn"},
    {"body_code": "0202", "name": "某某公司工会", "kind": "公司", "contact_name": "张伟", "contact_email": "c@d.cn"},
]
EXPERTS = [
    {"expert_no": "E001", "name": "陈明", "unit_name": "江南某某大学", "speciality": "机械制造", "email": "e@f.cn"},
]
PANEL = [{"cycle": "2025/achievement_award", "category": "十大科技创新成果", "expert_no": "E001"}]


def roster(bodies: list[Answers], experts: list[Answers], panel: list[Answers]) -> Any:
    sheets = form(SubmissionKind.ROSTER).sheets
    return book_of(
        list(zip(sheets, (bodies, experts, panel, [], [], [], [], []), strict=True)), marks_of(SubmissionKind.ROSTER)
    )


def test_evidence_is_filed_under_the_body_whose_folder_it_lies_in(work: UnitOfWork) -> None:
    for folder in ("0101", "0102"):
        outcome = send(work, JPEG, f"{folder}/公示照片.jpg")
        assert (outcome.status, outcome.kind) == (SubmissionStatus.ACCEPTED, SubmissionKind.EVIDENCE)
    filed = all_of(work, "SELECT cycle, body_code, file_name FROM honours.evidence_file ORDER BY body_code")
    assert filed == [("2025/achievement_award", code, "公示照片.jpg") for code in ("0101", "0102")]


def test_evidence_of_the_same_name_replaces_the_earlier_until_the_day_on_which_it_is_due(work: UnitOfWork) -> None:
    send(work, PDF, "0101/公示证明.pdf")
    second = send(work, PDF + b"2", "0101/公示证明.pdf", IN_TIME + timedelta(days=1))
    late = send(work, PDF + b"3", "0101/公示证明.pdf", datetime(2025, 11, 1, tzinfo=SHANGHAI))
    assert late.status is SubmissionStatus.LATE
    assert all_of(work, "SELECT sha256 FROM honours.evidence_file") == [(second.sha256,)]
    assert work.archive.get(late.sha256) == PDF + b"3"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("公示证明.pdf", PDF, "本单位代码命名的文件夹", id="no folder of a body"),
        pytest.param("9999/公示证明.pdf", PDF, "不是推荐单位名册", id="folder of nobody"),
        pytest.param("0101/公示照片.jpg", PDF, "实际内容却是PDF", id="disguised"),
        pytest.param("0101/说明.txt", "说明".encode(), "无法识别", id="text"),
        pytest.param("0101/公示.mp4", b"\0\0\0 ftyp", "不接收", id="film"),
    ],
)
def test_evidence_that_cannot_be_filed_is_refused_and_archived(
    work: UnitOfWork, name: str, content: bytes, says: str
) -> None:
    outcome = send(work, content, name)
    assert outcome.status is SubmissionStatus.REFUSED
    assert says in outcome.message
    assert work.archive.get(outcome.sha256) == content


def test_evidence_before_any_call_is_refused(work: UnitOfWork) -> None:
    outcome = send(work, PDF, "0101/公示证明.pdf", datetime(2025, 8, 31, tzinfo=SHANGHAI))
    assert "没有启动的评选周期" in outcome.message


def test_the_roster_adds_and_changes_bodies_experts_and_panels(work: UnitOfWork) -> None:
    assert send(work, roster(BODIES, EXPERTS, PANEL)).status is SubmissionStatus.ACCEPTED
    changed = [BODIES[0] | {"contact_name": "王芳", "is_active": "否"}]
    outcome = send(work, roster(changed, EXPERTS, PANEL), at=IN_TIME + timedelta(hours=1))
    assert (outcome.status, outcome.rows_taken) == (SubmissionStatus.ACCEPTED, 3)
    bodies = "SELECT body_code, kind, contact_name, is_active FROM honours.recommending_body WHERE body_code > '02'"
    assert all_of(work, f"{bodies} ORDER BY 1") == [
        ("0201", "bureau", "王芳", False),
        ("0202", "company", "张伟", True),
    ]
    assert all_of(work, "SELECT expert_no, speciality FROM honours.expert") == [("E001", "machinery")]
    assert all_of(work, "SELECT category, expert_no FROM honours.panel_member") == [("tech_achievement", "E001")]


ROSTER_FAULTS: list[tuple[str, list[Answers], list[Answers], list[Answers], str, str]] = [
    ("code a number", [BODIES[0] | {"body_code": 201}], [], [], "推荐单位!A3", "应为文字"),
    ("code too short", [BODIES[0] | {"body_code": "201"}], [], [], "推荐单位!A3", "写法不符"),
    ("code twice", [BODIES[0], BODIES[1] | {"body_code": "0201"}], [], [], "推荐单位!A3", "重复"),
    ("name of another", [BODIES[0] | {"name": "第0101总工会"}], [], [], "推荐单位!B3", "已属于单位代码 0101"),
    ("address of mail", [BODIES[0] | {"contact_email": "a.b.cn"}], [], [], "推荐单位!E3", "写法不符"),
    ("kind unknown", [BODIES[0] | {"kind": "总局"}], [], [], "推荐单位!C3", "只能填：市（县）区"),
    ("expert number", [], [EXPERTS[0] | {"expert_no": "001"}], [], "专家!A3", "写法不符"),
    ("panel of nobody", [], EXPERTS, [PANEL[0] | {"expert_no": "E009"}], "评审组!C3", "没有这个专家编号"),
    (
        "panel of another scheme",
        [],
        EXPERTS,
        [PANEL[0] | {"category": "职工创新工作室"}],
        "评审组!B3",
        "只能填：十大科技",
    ),
    ("panel of no cycle", [], EXPERTS, [PANEL[0] | {"cycle": "2031/x"}], "评审组!A3", "尚未启动"),
]


@pytest.mark.parametrize(
    ("bodies", "experts", "panel", "place", "says"), [pytest.param(*case[1:], id=case[0]) for case in ROSTER_FAULTS]
)
def test_a_fault_in_the_roster_is_named_at_its_cell(
    work: UnitOfWork, bodies: list[Answers], experts: list[Answers], panel: list[Answers], place: str, says: str
) -> None:
    outcome = send(work, roster(bodies, experts, panel))
    assert outcome.findings[0].place == place
    assert says in outcome.findings[0].says


EMPLOYEES, MODELS = "2026/employee_studio", "2026/model_worker_studio"
PANELS: list[tuple[str, str, str, str]] = [
    ("employees' studios", EMPLOYEES, "职工创新工作室", "standard"),
    ("employees' demonstration studios", EMPLOYEES, "示范性职工创新工作室", "demonstration"),
    ("the award in a cycle of studios", EMPLOYEES, "十佳金点子", "只能填：职工创新工作室、示范性职工创新工作室"),
    ("studios of model workers", MODELS, "职工创新工作室", "由市总工会到现场核实，不设专家评审组"),
    ("a label of the other scheme", EMPLOYEES, "劳模创新工作室", "是否想填“职工创新工作室”"),
]


@pytest.mark.parametrize(("of", "category", "says"), [pytest.param(*case[1:], id=case[0]) for case in PANELS])
def test_a_panel_is_of_a_category_that_experts_judge_in_its_cycle(
    work: UnitOfWork, of: str, category: str, says: str
) -> None:
    with work:
        for text_of in (EMPLOYEES, MODELS):
            lay_ground(work, of=Cycle.parse(text_of))
    outcome = send(work, roster([], EXPERTS, [{"cycle": of, "category": category, "expert_no": "E001"}]))
    panels = all_of(work, "SELECT cycle, category FROM honours.panel_member")
    if outcome.status is SubmissionStatus.ACCEPTED:
        assert panels == [(of, says)]
    else:
        assert panels == []
        assert outcome.findings[0].place == "评审组!B3"
        assert says in outcome.findings[0].says


def test_an_empty_database_takes_a_roster(unit_of_work: UnitOfWork) -> None:
    outcome = send(unit_of_work, roster(BODIES, EXPERTS, []))
    assert outcome.status is SubmissionStatus.ACCEPTED
    with unit_of_work:
        lay_ground(unit_of_work)
        unit_of_work.connection.execute(text("SELECT 1"))


def test_every_reader_is_registered_once_and_another_one_is_refused(tmp_path: Path) -> None:
    kinds = [reader.kind for reader in readers.all_readers()]
    assert len(kinds) == len(set(kinds)) >= 3

    class Another:
        kind = SubmissionKind.ROSTER

        def recognises(self, file: Any) -> bool:
            return False

        def take_in(self, file: Any, submission_id: int, work: UnitOfWork) -> Any:
            raise NotImplementedError

    with pytest.raises(registry.ReaderTaken):
        registry.register(Another())
