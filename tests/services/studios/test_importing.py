"""The register from before this system is taken in row by row; what is wrong goes back with its cell."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from sqlalchemy import select
from tests.builders import add_bodies, lay_calendar
from tests.services.intake.books import book_of, marks_of, saved, uscc
from tests.services.studios.cases import DECISION, MODEL, NAMED_ON, STANDARD, lay, named

from honours import wiring
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import FIRST_ROW, form
from honours.services.intake import take_in
from honours.services.intake.findings import SubmissionOutcome
from honours.services.studios.entering import enter_named
from honours.services.studios.register import find_studio, studios
from honours.services.workbooks.studio_register import studio_register_workbook
from honours.storage.settings import Settings
from honours.storage.tables import studio_naming
from honours.storage.unit_of_work import UnitOfWork

KIND = SubmissionKind.STUDIO_REGISTER
SHEET = "工作室名册"
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
RECEIVED_ON = date(2026, 3, 2)
KEYS = [field.key for field in form(KIND).sheets[0].fields]
Answers = dict[str, Any]

OLD: Answers = {
    "studio_no": "L2021-003",
    "scheme": "劳模创新工作室",
    "name": "赵师傅创新工作室",
    "level": "普通",
    "named_on": date(2021, 11, 20),
    "leader_name": "赵师傅",
    "leader_honour": "市级劳模（先进工作者）",
    "team_size": 8,
    "team_members": "李明、张伟",
    "unit_name": "无锡老牌重工有限公司",
    "unit_uscc": uscc(1),
    "body_code": "0101",
    "decision_no": "锡工发〔2021〕40号",
    "subsidy_cny": 20000,
}
PROMOTED = OLD | {"level": "示范性", "named_on": date(2024, 11, 20), "leader_name": "钱师傅", "subsidy_cny": 40000}
SKIPPED = OLD | {"studio_no": "L2024-001", "name": "越级创新工作室", "level": "示范性", "named_on": date(2024, 11, 20)}
STAFF = OLD | {
    "studio_no": "Z2022-001",
    "scheme": "职工创新工作室",
    "name": "陈芳护理创新工作室",
    "named_on": date(2022, 12, 1),
    "leader_honour": "市级职工技术创新能手",
    "subsidy_cny": None,
    "decision_no": None,
    "team_size": None,
    "team_members": None,
}


def cell(key: str, row: int = 1) -> str:
    return f"{get_column_letter(KEYS.index(key) + 1)}{FIRST_ROW + row - 1}"


def book(*rows: Answers) -> Workbook:
    return book_of([(form(KIND).sheets[0], rows)], marks_of(KIND))


@pytest.fixture
def work(unit_of_work: UnitOfWork) -> UnitOfWork:
    with unit_of_work:
        lay_calendar(unit_of_work)
        add_bodies(unit_of_work, "0101", "0102")
    return unit_of_work


@pytest.fixture
def send(work: UnitOfWork, tmp_path: Path) -> Any:
    def hand_in(*rows: Answers, name: str = "名册.xlsx") -> SubmissionOutcome:
        place = tmp_path / name
        place.write_bytes(saved(book(*rows)))
        return take_in(place, AT, work)

    return hand_in


def found(outcome: SubmissionOutcome) -> list[tuple[str, str]]:
    return [(finding.cell, finding.says) for finding in outcome.findings]


def test_right_rows_become_studios_with_their_history(work: UnitOfWork, send: Any) -> None:
    outcome = send(OLD, PROMOTED, STAFF)
    assert (outcome.status, outcome.findings) == (SubmissionStatus.ACCEPTED, ())
    assert outcome.message == "工作室名册共 3 行，收下 3 行，退回 0 行。"
    studio = find_studio("L2021-003", work)
    assert (studio.name, studio.unit_uscc, studio.body_code) == ("赵师傅创新工作室", uscc(1), "0101")
    first, second = studio.namings
    assert (first.named_on, first.leader_name, first.leader_honour) == (
        date(2021, 11, 20),
        "赵师傅",
        "市级劳模（先进工作者）",
    )
    assert (second.level.value, second.named_on, second.leader_name) == (
        "demonstration",
        date(2024, 11, 20),
        "钱师傅",
    )
    with work:
        rows = work.connection.execute(select(studio_naming).order_by(studio_naming.c.subsidy_cny)).all()
    assert [row.subsidy_cny for row in rows] == [Decimal("20000.00"), Decimal("40000.00"), None]
    assert {(row.cycle, row.nomination_no, row.leader_id_hmac) for row in rows} == {(None, None, None)}
    assert {row.submission_id for row in rows} == {outcome.submission_id}


def test_the_order_of_the_rows_does_not_matter(work: UnitOfWork, send: Any) -> None:
    assert send(PROMOTED, STAFF, OLD).status is SubmissionStatus.ACCEPTED
    assert len(find_studio("L2021-003", work).namings) == 2


def test_what_stands_is_taken_again_and_changes_nothing(work: UnitOfWork, send: Any) -> None:
    send(OLD, STAFF)
    outcome = send(OLD, PROMOTED, STAFF, name="再报.xlsx")
    assert outcome.status is SubmissionStatus.ACCEPTED
    assert outcome.message == "工作室名册共 3 行，收下 3 行，退回 0 行。其中 2 行原已登记，没有变化。"
    assert len(find_studio("L2021-003", work).namings) == 2


def test_level_may_be_skipped_with_a_remark(work: UnitOfWork, send: Any) -> None:
    outcome = send(SKIPPED, OLD | {"body_code": "0999"})
    assert outcome.message == (
        "工作室名册共 2 行，收下 1 行，退回 1 行。没有普通命名、按越级命名登记的有：L2024-001，请核对。"
    )
    page = load_workbook(io.BytesIO(outcome.returned_to.read_bytes()))[SHEET]
    assert page.cell(FIRST_ROW, len(KEYS) + 1).value == "已收，按越级命名登记"
    assert [naming.level.value for naming in find_studio("L2024-001", work).namings] == ["demonstration"]


FAULTS = [
    pytest.param([OLD | {"studio_no": "L2020-003"}], [("studio_no", "首次命名年份 2021")], id="year of the number"),
    pytest.param([OLD | {"studio_no": "Z2021-003"}], [("studio_no", "Z 开头的是职工创新工作室")], id="letter"),
    pytest.param([OLD | {"studio_no": "L2021-3"}], [("studio_no", "写法不符")], id="shape of the number"),
    pytest.param([OLD | {"level": "省级"}], [("level", "只能填：普通、示范性")], id="unknown level"),
    pytest.param(
        [OLD | {"leader_honour": "市级职工技术创新能手"}],
        [("leader_honour", "不是劳模创新工作室的领衔人条件")],
        id="title of the other scheme",
    ),
    pytest.param([OLD | {"unit_uscc": uscc(1)[:-1] + "0"}], [("unit_uscc", "校验码不符")], id="credit code"),
    pytest.param([OLD | {"body_code": "0999"}], [("body_code", "现有：0101、0102。")], id="unknown body"),
    pytest.param(
        [OLD | {"studio_no": "L2026-001", "named_on": date(2026, 3, 3)}],
        [("named_on", "晚于报送之日 2026-03-02")],
        id="named tomorrow",
    ),
    pytest.param(
        [OLD | {"studio_no": "L2009-001", "named_on": date(2009, 12, 31)}],
        [("named_on", "2009 年没有命名。劳模创新工作室自 2010 年起每年命名。")],
        id="the day before the first year",
    ),
    pytest.param(
        [STAFF | {"studio_no": "Z2020-001", "named_on": date(2020, 12, 31)}],
        [("named_on", "2020 年没有命名。职工创新工作室自 2021 年起每年命名。")],
        id="the day before the first year of employees",
    ),
    pytest.param(
        [OLD, PROMOTED | {"named_on": date(2023, 11, 20)}],
        [
            (
                "named_on",
                "2023 年没有命名。示范性劳模创新工作室只在以下年份命名："
                "2012、2014、2016、2018、2020、2022、2024、2026。",
            )
        ],
        id="demonstration in an odd year",
    ),
    pytest.param(
        [
            OLD | {"studio_no": "L2022-003", "named_on": date(2022, 11, 20)},
            PROMOTED | {"studio_no": "L2022-003", "named_on": date(2022, 11, 20)},
        ],
        [("named_on", "应晚于普通命名日期 2022-11-20")],
        id="promoted on the day of the naming",
    ),
    pytest.param(
        [STAFF | {"level": "示范性"}],
        [("level", "须从已命名的工作室中产生（第十一条），请补填同一编号的普通命名一行。")],
        id="employees never skip a level",
    ),
    pytest.param(
        [SKIPPED | {"studio_no": "L2022-001"}], [("studio_no", "首次命名年份 2024")], id="year of a skipping studio"
    ),
]


@pytest.mark.parametrize(("rows", "faults"), FAULTS)
def test_fault_is_named_at_its_cell(
    work: UnitOfWork, send: Any, rows: list[Answers], faults: list[tuple[str, str]]
) -> None:
    outcome = send(*rows)
    assert [place for place, _ in found(outcome)] == [cell(key, len(rows)) for key, _ in faults]
    for (_, says), (_, words) in zip(found(outcome), faults, strict=True):
        assert words in says
    assert outcome.rows_refused == 1
    assert len(studios(work)) == len(rows) - 1


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(OLD | {"studio_no": "L2010-001", "named_on": date(2010, 1, 1)}, id="the first day of all"),
        pytest.param(SKIPPED | {"studio_no": "L2012-001", "named_on": date(2012, 12, 31)}, id="the first even year"),
        pytest.param(STAFF | {"studio_no": "Z2021-001", "named_on": date(2021, 1, 1)}, id="the first of employees"),
        pytest.param(OLD | {"studio_no": "L2026-001", "named_on": RECEIVED_ON}, id="named today"),
    ],
)
def test_boundary_days_are_taken(send: Any, row: Answers) -> None:
    assert send(row).findings == ()


def test_rows_that_contradict_each_other_both_go_back(work: UnitOfWork, send: Any) -> None:
    outcome = send(
        OLD,
        OLD,
        PROMOTED | {"studio_no": "L2021-009", "name": "赵师傅 创新工作室"},
        STAFF,
        STAFF | {"level": "示范性", "named_on": date(2023, 12, 1), "unit_name": "无锡另一医院"},
    )
    assert outcome.status is SubmissionStatus.REFUSED
    assert [place for place, _ in found(outcome)] == [
        cell("studio_no", 1),
        cell("studio_no", 2),
        cell("name", 1),
        cell("name", 2),
        cell("name", 3),
        cell("unit_name", 4),
        cell("unit_name", 5),
    ]
    assert f"与 {cell('studio_no', 2)} 的编号和级别重复" in outcome.findings[0].says
    assert f"与 {cell('unit_name', 5)} 不一致，同一编号的“单位名称”应当相同" in outcome.findings[5].says
    assert studios(work) == []


def test_promotion_goes_back_with_the_naming_that_it_rests_on(work: UnitOfWork, send: Any) -> None:
    outcome = send(OLD | {"leader_name": None}, PROMOTED)
    assert found(outcome) == [
        (cell("leader_name"), "“领衔人”必须填写。命名时的领衔人姓名。"),
        (cell("level", 2), "同一工作室的普通命名（第 3 行）退回了，请改正后两行一并报送。"),
    ]
    assert send(OLD, PROMOTED, name="改正.xlsx").status is SubmissionStatus.ACCEPTED


CHANGES = [
    ("name", "赵师傅劳模创新工作室", "“赵师傅创新工作室”"),
    ("unit_name", "无锡新牌重工有限公司", "“无锡老牌重工有限公司”"),
    ("unit_uscc", uscc(2), f"“{uscc(1)}”"),
    ("body_code", "0102", "“0101”"),
    ("named_on", date(2021, 11, 21), "“2021-11-20”"),
    ("leader_name", "孙师傅", "“赵师傅”"),
    ("leader_honour", "省五一劳动奖章", "“市级劳模（先进工作者）”"),
    ("team_size", 9, "“8”"),
    ("team_members", "李明", "“李明、张伟”"),
    ("decision_no", None, "“锡工发〔2021〕40号”"),
    ("subsidy_cny", 0, "“20000.00”"),
]


@pytest.mark.parametrize(("key", "value", "shown"), CHANGES)
def test_row_that_contradicts_what_stands_goes_back(
    work: UnitOfWork, send: Any, key: str, value: Any, shown: str
) -> None:
    send(OLD)
    before = find_studio("L2021-003", work)
    outcome = send(OLD | {key: value}, name="改动.xlsx")
    assert outcome.status is SubmissionStatus.REFUSED
    assert found(outcome) == [(cell(key), f"名册中 L2021-003 的这一项是{shown}，已登记的内容不能改动。")]
    assert find_studio("L2021-003", work) == before


def test_what_was_left_empty_stays_empty(send: Any) -> None:
    send(STAFF)
    outcome = send(STAFF | {"team_size": 5}, name="补填.xlsx")
    assert found(outcome) == [(cell("team_size"), "名册中 Z2022-001 的这一项没有记载，已登记的内容不能改动。")]


def test_name_of_another_number_goes_back(send: Any) -> None:
    send(OLD)
    outcome = send(OLD | {"studio_no": "L2021-004"}, name="同名.xlsx")
    assert found(outcome) == [(cell("name"), "名册中 L2021-003 已用这个名称，名称不能重复使用。请核对编号和名称。")]


def test_nothing_comes_below_a_skipped_level(send: Any) -> None:
    send(SKIPPED)
    outcome = send(
        SKIPPED | {"level": "普通", "named_on": date(2024, 3, 1)},
        name="补普通.xlsx",
    )
    assert found(outcome) == [
        (cell("level"), "L2024-001 已于 2024-11-20 按越级命名为示范性，不能再补普通命名。如属误登，请与市总工会联系。")
    ]


def test_what_a_cycle_named_stands_too(unit_of_work: UnitOfWork, send: Any) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        named(work, STANDARD, 1, project_name="启航创新工作室")
    enter_named(MODEL, NAMED_ON, DECISION, unit_of_work)
    outcome = send(OLD | {"studio_no": "L2025-001", "named_on": NAMED_ON, "name": "启航创新工作室"})
    assert outcome.status is SubmissionStatus.REFUSED
    assert cell("leader_name") in [place for place, _ in found(outcome)]
    assert send(OLD | {"studio_no": "L2025-002", "named_on": NAMED_ON}, name="另一.xlsx").findings == ()
    with unit_of_work as work:
        named(work, STANDARD, 2)
    assert enter_named(MODEL, NAMED_ON, DECISION, unit_of_work).new == ("L2025-003",)


def test_empty_register_and_lost_sheet_are_said(work: UnitOfWork, tmp_path: Path) -> None:
    def hand_in(made: Workbook | bytes, name: str) -> SubmissionOutcome:
        place = tmp_path / name
        place.write_bytes(made if isinstance(made, bytes) else saved(made))
        return take_in(place, AT, work)

    empty = hand_in(studio_register_workbook(fixed_on=RECEIVED_ON), "空.xlsx")
    assert (empty.status, empty.message) == (SubmissionStatus.REFUSED, "工作室名册是空的，没有可收的内容。")
    lost = book(OLD)
    lost[SHEET].title = "名册"
    assert [finding.says for finding in hand_in(lost, "缺.xlsx").findings] == [
        "缺少工作表“工作室名册”。请用下发的表填报，不要删改表名。"
    ]


def test_form_that_was_sent_out_is_read_back(work: UnitOfWork, tmp_path: Path) -> None:
    made = load_workbook(io.BytesIO(studio_register_workbook(fixed_on=RECEIVED_ON)))
    for column, key in enumerate(KEYS, 1):
        made[SHEET].cell(FIRST_ROW, column).value = OLD[key]
    place = tmp_path / "填好.xlsx"
    made.save(place)
    assert take_in(place, AT, work).status is SubmissionStatus.ACCEPTED
    told = [str(row[1].value) for row in made["填写说明"].iter_rows(min_row=3) if row[1].value]
    assert any("示范性劳模创新工作室只在以下年份命名：2012、2014" in text for text in told)


def test_two_registers_at_once_end_as_one(work: UnitOfWork, settings: Settings, tmp_path: Path) -> None:
    rows = [OLD | {"studio_no": f"L2021-{n:03d}", "name": f"第{n}创新工作室"} for n in range(1, 31)]
    places = [tmp_path / "一.xlsx", tmp_path / "二.xlsx"]
    for number, place in enumerate(places):
        place.write_bytes(saved(book(*rows[number:])))
    begin = Barrier(2)

    def hand_in(place: Path) -> SubmissionOutcome:
        begin.wait(timeout=30)
        return take_in(place, AT, wiring.unit_of_work(settings))

    with ThreadPoolExecutor(2) as workers:
        outcomes = list(workers.map(hand_in, places))
    assert {outcome.status for outcome in outcomes} == {SubmissionStatus.ACCEPTED}
    assert len(studios(work)) == 30
