from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from PIL import Image
from sqlalchemy import select
from tests.builders import CYCLE as SCORED_CYCLE
from tests.domain.test_scoring import PLAIN, POLICY
from tests.services.documents.reading import lines, opened, rows
from tests.services.review.reports.cases import CYCLE, number, report, scored
from tests.services.scored import EXPERTS, qualified, send_back, send_sheets
from tests.studio_builders import MODEL_CYCLE

from honours.domain.cycle import Category
from honours.domain.policies import Formula
from honours.domain.scoring import rank as rank_scores
from honours.domain.states import RankingOutcome
from honours.domain.ties import TieValue
from honours.services.review.reports.making import make_reports
from honours.services.review.reports.paper import report_document
from honours.services.review.reports.picture import picture
from honours.services.review.reports.workbook import report_workbook, score_classes
from honours.services.review.scoring import open_scores, rank
from honours.storage.tables import document, nomination, ranking
from honours.storage.unit_of_work import UnitOfWork

DAY = date(2025, 11, 20)


def book(*reports: object) -> Workbook:
    return load_workbook(io.BytesIO(report_workbook(CYCLE, reports, fixed_on=DAY)))  # type: ignore[arg-type]


def cells(opened_book: Workbook, title: str, head: str) -> list[tuple[object, ...]]:
    """Return the rows below the header row, which begins with ``head``."""
    found = list(opened_book[title].iter_rows(values_only=True))
    start = next(place for place, row in enumerate(found) if row[0] == head)
    return found[start + 1 :]


def test_ranking_stands_in_the_official_order_with_the_official_points() -> None:
    told = cells(book(report()), "排名清单", "类别")
    assert [row[1] for row in told] == [1, 2, 3, 4]
    assert [row[2] for row in told] == [number(1), number(3), number(2), number(4)]
    assert [row[7] for row in told] == [92.5, 88.5, 85, 67.8333]
    assert [row[8] for row in told] == ["入围", "入围", "未入围", "未入围"]


def test_advice_stands_beside_and_shows_whom_the_hands_kept_out() -> None:
    told = cells(book(report()), "排名清单", "类别")
    assert [(row[2], row[11]) for row in told] == [(number(1), 1), (number(3), 3), (number(2), 2), (number(4), 4)]
    noted = cells(book(report()), "需要留意的项目", "类别")
    assert [(row[1], row[4]) for row in noted[:2]] == [
        (number(2), "正式未入围，参考名次在名额以内（名额2个，参考名次第2）"),
        (number(3), "正式入围，参考名次在名额以外（名额2个，参考名次第3）"),
    ]


def test_each_expert_is_told_with_a_name_in_the_workbook_and_by_number_on_paper() -> None:
    one = report()
    told = cells(book(one), "专家统计（十佳金点子）", "专家编号")
    assert [(row[0], row[1], row[2]) for row in told] == [("E1", "专家E1", 3), ("E2", "专家E2", 4), ("E3", "专家E3", 3)]
    assert told[2][10] < 0 < told[0][10]  # type: ignore[operator]
    paper = report_document(CYCLE, [one], issued_on=DAY)
    text = "\n".join([*lines(paper), *("".join(cell) for table in opened(paper).tables for cell in rows(table))])
    assert "专家E1" not in text
    assert "E1" in text


def test_charts_are_drawn_from_the_cells_and_keep_their_axes() -> None:
    data = report_workbook(CYCLE, [report()], fixed_on=DAY)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        charts = sorted(name for name in package.namelist() if name.startswith("xl/charts/chart"))
        texts = [package.read(name).decode() for name in charts]
    assert len(texts) == 2
    assert "$A$6:$A$8" in texts[0]
    assert all('<c:delete val="0"' in text or '<delete val="0"' in text for text in texts)


def test_classes_hold_their_lower_bound_and_the_last_one_a_hundred() -> None:
    one = report({1: {"E1": 100, "E2": 95}, 2: {"E1": 94.99, "E2": 85}})
    assert score_classes([one]) == [("85～90", [1]), ("90～95", [1]), ("95～100", [2])]


def test_groups_that_do_not_compare_are_named_and_get_no_second_rank() -> None:
    apart = report({1: {"E1": 90, "E2": 80}, 2: {"E3": 70, "E4": 60}}, quota=1)
    assert [row[11] for row in cells(book(apart), "排名清单", "类别")] == [None, None]
    paper = report_document(CYCLE, [apart], issued_on=DAY)
    assert any("互不相交的2组（E1、E2；E3、E4）" in line for line in lines(paper))


def test_ranking_says_how_the_score_is_made_and_what_told_equal_ones_apart() -> None:
    decisive = TieValue("“经济社会效益”平均分", "award/3", "92.0000", True)
    silent = TieValue("推荐单位次序", "award/10", "第1位", False)
    one = report()
    first, second, *rest = one.entries
    told = replace(one, entries=(replace(first, ties=(decisive, silent)), replace(second, ties=(silent,)), *rest))
    found = cells(book(told), "排名清单", "类别")
    assert [row[9] for row in found] == ["“经济社会效益”平均分：92.0000（第三条）", "没有依据可分先后", None, None]
    weighted = replace(told, policy=replace(POLICY, formula=Formula.TRIMMED_MEAN, places=2))
    says = (
        "得分为各位专家评分的去掉一个最高分和一个最低分后的平均分，保留2位小数，四舍五入；"
        "每位专家的评分由创新性（40%）、经济社会效益（35%）、推广价值（25%）加权得出。"
    )
    assert says in lines(report_document(CYCLE, [weighted], issued_on=DAY))
    assert "得分为各位专家评分的平均分，保留4位小数，四舍五入。" in lines(report_document(CYCLE, [one], issued_on=DAY))


def test_without_a_quota_nobody_is_in_or_out() -> None:
    told = cells(book(report(quota=None)), "排名清单", "类别")
    assert {row[8] for row in told} == {"提请会议研究"}


def test_nothing_to_note_is_said() -> None:
    level = report({1: {"E1": 90, "E2": 90}, 2: {"E1": 80, "E2": 80}, 3: {"E1": 70, "E2": 70}})
    assert "没有需要特别留意的项目。" in lines(report_document(CYCLE, [level], issued_on=DAY))


@pytest.mark.parametrize("count", [1, 24, 25, 60])
def test_picture_is_the_same_every_time_and_grows_by_rows(count: int) -> None:
    (one, *_) = report().experts
    experts = [replace(one, expert_no=f"E{place:03d}") for place in range(count)]
    first = picture(experts)
    assert first == picture(experts)
    with Image.open(io.BytesIO(first)) as drawn:
        assert drawn.height == (30 + 520 + 140) * -(-count // 24)


def test_picture_of_scores_that_are_all_the_same_has_a_scale() -> None:
    level = report({1: {"E1": 90}, 2: {"E1": 90}})
    with Image.open(io.BytesIO(picture(level.experts))) as drawn:
        assert drawn.convert("L").getextrema() == (0, 255)


def test_the_same_reports_give_the_same_bytes() -> None:
    two = [report(), report(category=Category.TECH_ACHIEVEMENT)]
    assert report_workbook(CYCLE, two, fixed_on=DAY) == report_workbook(CYCLE, two, fixed_on=DAY)
    assert report_document(CYCLE, two, issued_on=DAY) == report_document(CYCLE, two, issued_on=DAY)


POINTS = some.integers(0, 10000).map(lambda hundredths: hundredths / 100)


@given(
    some.dictionaries(
        some.integers(1, 12),
        some.dictionaries(some.sampled_from(["E1", "E2", "E3", "E4"]), POINTS, min_size=1),
        min_size=1,
    ),
    some.integers(1, 12),
)
def test_advice_never_touches_the_official_order(scores: dict[int, dict[str, float]], quota: int) -> None:
    told = report(scores, quota)
    official = rank_scores(scored(scores), quota, PLAIN)
    assert [(one.nomination_no, one.rank, one.outcome, one.official_points) for one in told.entries] == [
        (one.nomination_no, one.rank, one.outcome, one.mean_points) for one in official
    ]
    assert [row[2] for row in cells(book(told), "排名清单", "类别")] == [one.nomination_no for one in official]
    crossed = {one.nomination_no for one in told.crossings}
    assert not crossed & {one.nomination_no for one in official if one.outcome is RankingOutcome.TIED}


def ranked(unit: UnitOfWork, folder: Path) -> None:
    qualified(unit, 3)
    send_sheets(unit)
    for place, expert_no in enumerate(EXPERTS):
        points = {f"2025-JD-0101-{serial:03d}": 90 - serial - 4 * place for serial in (1, 2, 3)}
        assert send_back(unit, folder, expert_no, points).is_clean
    open_scores(SCORED_CYCLE, date(2025, 11, 17), "run", unit)
    rank(SCORED_CYCLE, DAY, "run", unit)


def test_reports_lie_in_the_outbox_and_change_no_rank(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    ranked(unit_of_work, tmp_path / "in")
    with unit_of_work as work:
        before = work.connection.execute(select(ranking)).all(), work.connection.execute(select(nomination)).all()
    (told,) = make_reports(SCORED_CYCLE, DAY, unit_of_work)
    assert told.fit.offsets == {"E001": 8, "E002": 4, "E003": 0, "E004": -4, "E005": -8}
    assert [one.official_points for one in told.entries] == [Decimal(value) for value in (81, 80, 79)]
    assert make_reports(SCORED_CYCLE, DAY, unit_of_work) == (told,)
    with unit_of_work as work:
        after = work.connection.execute(select(ranking)).all(), work.connection.execute(select(nomination)).all()
        kinds = work.connection.execute(select(document.c.kind, document.c.version)).all()
    assert after == before
    assert sorted(row for row in kinds if row.kind.startswith("review")) == [
        ("review_report", 1),
        ("review_statistics", 1),
    ]
    names = {path.name for path in (unit_of_work.settings.outbox / SCORED_CYCLE.slug / "review").iterdir()}
    assert {f"{SCORED_CYCLE.label}评审统计表.xlsx", f"{SCORED_CYCLE.label}评审报告.docx"} <= names


def test_nothing_is_reported_where_nobody_scored(unit_of_work: UnitOfWork) -> None:
    assert make_reports(MODEL_CYCLE, DAY, unit_of_work) == ()
    assert make_reports(SCORED_CYCLE, DAY, unit_of_work) == ()
