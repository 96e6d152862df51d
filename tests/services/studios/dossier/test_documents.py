"""The year of a studio's file tells the six things that model-studio/14 asks for, and nothing of a person's numbers."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import insert
from tests.services.studios.cases import DECISION, MODEL_2026, STAFF, STANDARD, lay, named
from tests.services.studios.dossier.cases import NEW, OLD, ON, entered, paragraphs, tables, year_file

from honours.services.studios.dossier import make_dossiers, refresh_dossiers
from honours.services.studios.dossier.parts import TITLES
from honours.services.studios.dossier.word import grouped
from honours.services.studios.entering import enter_named
from honours.services.studios.plaques import record_plaques
from honours.storage.tables import ranking
from honours.storage.unit_of_work import UnitOfWork


@pytest.fixture
def made(unit_of_work: UnitOfWork) -> UnitOfWork:
    entered(unit_of_work)
    refresh_dossiers(ON, unit_of_work)
    return unit_of_work


def part(found: list[list[list[str]]], number: int) -> dict[str, tuple[str, ...]]:
    """Return the lines of the ``number``-th part; the first table is the head of the file."""
    return {row[0]: tuple(row[1:]) for row in found[number][1:]}


def test_the_six_parts_stand_in_the_order_of_the_regulation(made: UnitOfWork) -> None:
    headings = [text for text in paragraphs(year_file(made, OLD, 2026)) if text[1:2] == "、"]
    assert headings == [f"{number}、{title}" for number, title in zip("一二三四五六", TITLES, strict=True)]
    assert TITLES == ("组成情况", "愿景目标", "管理制度", "计划方案", "成果项目", "效益效能")


def test_head_names_the_studio(made: UnitOfWork) -> None:
    path = year_file(made, OLD, 2026)
    assert paragraphs(path)[0] == "无锡市示范性劳模创新工作室档案\n2026年度档案"
    head = {row[0]: row[1] for row in tables(path)[0]}
    assert (head["编号"], head["名称"], head["推荐单位"]) == (OLD, "赵师傅创新工作室", "第0101总工会")
    assert head["牌匾"] == "L2022-004-S，尚未登记挂牌"


def test_what_was_stated_stands_beside_what_the_visit_found(made: UnitOfWork) -> None:
    found = tables(year_file(made, OLD, 2026))
    people, results, benefits = part(found, 1), part(found, 5), part(found, 6)
    assert people["固定成员"] == ("6 人", "6 人，与申报相符")
    assert people["场地面积"] == ("80 平方米", "78.5 平方米，与申报不符：含公用走廊")
    assert people["领衔人荣誉或称号"] == ("市级劳模（先进工作者）", "—")
    assert results["取得专利"] == ("2 件", "无法核实：证书在办，联系人 ［号码略］")
    assert benefits["社会效益"] == ("有", "有，与申报相符")
    assert benefits["年经济效益"] == ("860,000.00 元", "—")


def test_notes_stand_in_the_units_own_words(made: UnitOfWork) -> None:
    texts = paragraphs(year_file(made, OLD, 2026))
    assert "以轴承磨削为主攻方向。" in texts
    assert "三年攻克五项难题。联系人 ［号码略］，账号 ［号码略］。" in texts
    assert "成果向同行业开放。" in texts


def test_course_goes_from_the_first_naming_to_the_plaque(made: UnitOfWork) -> None:
    record_plaques(MODEL_2026, date(2026, 12, 28), "李明", made)
    refresh_dossiers(ON, made, studio_no=OLD)
    course = tables(year_file(made, OLD, 2026))[7]
    assert course[1:] == [
        ["2022-11-20", "命名", "无锡市劳模创新工作室，锡工发〔2022〕40号"],
        ["2026-09-15", "单位党组织同意", ""],
        ["2026-09-16", "单位行政同意", ""],
        ["2026-09-20", "单位工会提出申请", ""],
        ["2026-10-12", "推荐单位初审考核", "合格"],
        ["2026-10-20", "推荐单位推荐", ""],
        ["2026-10-24", "市总工会收件", ""],
        ["2026-11-05", "现场核实", "核实人员：刘敏、徐强"],
        ["2026-12-01", "主席会议研究", "纪要2026-18"],
        ["2026-12-03", "社会公示", "至 2026年12月10日"],
        ["2026-12-17", "命名", f"无锡市示范性劳模创新工作室，{DECISION}"],
        ["2026-12-28", "挂牌", "牌匾编号 L2022-004-S"],
    ]


def test_money_and_evidence_are_listed(made: UnitOfWork) -> None:
    found = tables(year_file(made, NEW, 2026))
    grant, evidence = found[-2:]
    assert grant[1] == ["普通", "20,000.00", "—", "—", "—"]
    assert evidence[1][:2] == ["1", "申报材料.pdf"]
    lost = tables(year_file(made, OLD, 2026))[-1]
    assert [row[3] for row in lost[2:]] == ["归档缺失"] * 4


def test_imported_naming_says_that_its_papers_are_elsewhere(made: UnitOfWork) -> None:
    path = year_file(made, OLD, 2022)
    texts = paragraphs(path)
    assert texts.count("命名早于本系统启用，申报材料不在系统中。") == 5
    assert "没有列入的证明材料。" in texts
    assert texts[-1] == (
        "内容截至2022年11月20日。本档案依据本系统启用前的工作室名册生成（《无锡市劳模创新工作室管理办法（修订）》第十四条）。"
    )
    assert tables(path)[-1][1] == ["普通", "—", "20,000.00", "—", "以导入名册为准"]


def test_employees_studio_was_scored_and_not_visited(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, STAFF)
    with unit_of_work as work:
        no = named(work, STANDARD, 1, of=STAFF)
        work.connection.execute(
            insert(ranking).values(
                cycle=str(STAFF),
                nomination_no=no,
                category="standard",
                mean_points=88.6667,
                score_count=3,
                rank=2,
                outcome="in",
            )
        )
    enter_named(STAFF, date(2025, 12, 18), DECISION, unit_of_work)
    make_dossiers(STAFF, date(2025, 12, 18), unit_of_work)
    path = year_file(unit_of_work, "Z2025-001", 2025)
    found = tables(path)
    assert found[1][0] == ["项目", "申报载明"]
    assert part(found, 1)["一线职工"] == ("4 人",)
    assert ["—", "评审", "平均 88.67 分，本类别第 2 名"] in found[7]
    assert "《无锡市职工创新工作室管理办法（试行）》第八条" in paragraphs(path)[-1]


@pytest.mark.parametrize(
    ("code", "shown"),
    [("913202007890123456", "9132 0200 7890 1234 56"), ("91320200MA1XXXXX0A", "9132 0200 MA1X XXXX 0A"), ("", "")],
)
def test_code_of_the_unit_is_read_in_groups(code: str, shown: str) -> None:
    assert grouped(code) == shown
