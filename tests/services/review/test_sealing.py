from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import Table, create_engine, func, insert, select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.pool import NullPool
from tests.builders import CYCLE, add_submission, nomination_no
from tests.conftest import Database
from tests.services.scored import (
    EXPERTS,
    IDEA,
    OPENED_ON,
    SENT_ON,
    qualified,
    score_all,
    score_and_open,
    send_back,
    send_sheets,
    sent_sheet,
)

from honours.domain.submissions import SubmissionStatus
from honours.services.review.assigning.record import NoAssignment
from honours.services.review.assigning.replacing import recheck
from honours.services.review.conflicts import Recusal, record_recusal
from honours.services.review.opening import SheetsMissing, TooEarlyToOpen, open_scores
from honours.services.review.seals import SheetNotAsSealed
from honours.services.review.sending import missing_score_sheets, send_score_sheets
from honours.storage.tables import (
    milestone,
    panel_member,
    score,
    score_criterion,
    score_opening,
    score_seal,
    submission_finding,
)
from honours.storage.unit_of_work import UnitOfWork


def number(serial: int) -> str:
    return nomination_no(IDEA, serial)


def count(unit: UnitOfWork, table: Table) -> int:
    with unit as work:
        return int(work.connection.execute(select(func.count()).select_from(table)).scalar_one())


def test_every_expert_of_the_trade_gets_one_sheet_and_a_retry_none(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 2)
    assert send_sheets(unit_of_work) == len(EXPERTS)
    before = sent_sheet(unit_of_work, "E001").read_bytes()
    assert send_sheets(unit_of_work, date(2025, 11, 11)) == len(EXPERTS)
    assert sent_sheet(unit_of_work, "E001").read_bytes() == before
    assert [one.expert_no for one in missing_score_sheets(CYCLE, unit_of_work)] == list(EXPERTS)


def test_nothing_is_sent_before_experts_are_assigned(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 2)
    with pytest.raises(NoAssignment, match="还没有评审分工"):
        send_score_sheets(CYCLE, SENT_ON, unit_of_work)


def test_whole_sheet_is_sealed_and_nobody_finds_its_points_in_any_table(
    unit_of_work: UnitOfWork, tmp_path: Path, database: Database
) -> None:
    qualified(unit_of_work, 2)
    send_sheets(unit_of_work)
    outcome = send_back(unit_of_work, tmp_path / "in", "E001", {number(1): 87.31, number(2): 64.52})
    assert outcome.is_clean
    assert "已封存（第 1 份）" in outcome.message
    bad = send_back(unit_of_work, tmp_path / "in", "E002", {number(1): 187.31, number(2): 64.52})
    assert bad.status is SubmissionStatus.REFUSED
    with unit_of_work as work:
        seal = work.connection.execute(select(score_seal)).one()
        findings = work.connection.execute(select(submission_finding.c.found, submission_finding.c.says)).all()
    assert (seal.expert_no, seal.seal_no, seal.sha256) == ("E001", 1, outcome.sha256)
    assert seal.nomination_nos == [number(1), number(2)]
    assert findings
    with create_engine(database.owner_url, poolclass=NullPool).connect() as owner:
        tables = owner.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'honours'")).scalars().all()
        assert len(tables) > 40
        for table in tables:
            content = str(owner.execute(text(f'SELECT t::text FROM honours."{table}" AS t')).scalars().all())  # noqa: S608
            assert "87.31" not in content, table
            assert "64.52" not in content, table
    assert (count(unit_of_work, score), count(unit_of_work, score_criterion)) == (0, 0)


def test_database_takes_no_score_before_the_opening(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 1)
    send_sheets(unit_of_work)
    outcome = send_back(unit_of_work, tmp_path / "in", "E001", {number(1): 80})
    values = {
        "cycle": str(CYCLE),
        "nomination_no": number(1),
        "expert_no": "E001",
        "points": 80,
        "submission_id": outcome.submission_id,
    }
    with pytest.raises(IntegrityError, match="fk_score_opening"), unit_of_work as work:
        work.connection.execute(insert(score).values(**values))


@pytest.mark.parametrize("table", ["score_seal", "score_opening", "score", "score_criterion", "blind_code"])
def test_what_was_sealed_and_opened_is_never_changed(
    unit_of_work: UnitOfWork, tmp_path: Path, database: Database, table: str
) -> None:
    qualified(unit_of_work, 1)
    score_and_open(unit_of_work, tmp_path / "in", {number(1): 80})
    for statement in (f"UPDATE honours.{table} SET recorded_at = recorded_at", f"DELETE FROM honours.{table}"):  # noqa: S608
        for url in (database.app_url, database.owner_url):
            with (
                create_engine(url, poolclass=NullPool).begin() as connection,
                pytest.raises(ProgrammingError, match=r"只能追加|permission denied"),
            ):
                connection.execute(text(statement))


@pytest.mark.parametrize(
    ("points", "words"),
    [
        pytest.param(100.01, "100", id="above a hundred"),
        pytest.param(-1, "0", id="below nought"),
        pytest.param(88.123, "两位小数", id="three decimals"),
        pytest.param("优秀", "", id="a word"),
    ],
)
def test_sheet_with_bad_points_goes_back_whole_marked_at_its_cells(
    unit_of_work: UnitOfWork, tmp_path: Path, points: object, words: str
) -> None:
    qualified(unit_of_work, 2)
    send_sheets(unit_of_work)
    given = {number(1): {"points_innovation": points, "points_benefit": 70, "points_spread": 70}, number(2): 77}
    outcome = send_back(unit_of_work, tmp_path / "in", "E001", given)
    assert outcome.status is SubmissionStatus.REFUSED
    (finding,) = outcome.findings
    assert (finding.sheet, finding.cell[0], finding.field) == ("评分表", "F", "创新性")
    assert words in finding.says
    assert str(points) not in finding.found + finding.says
    assert outcome.returned_to is not None
    page = load_workbook(outcome.returned_to)["评分表"]
    assert page[finding.cell].comment is not None
    assert count(unit_of_work, score_seal) == 0
    assert len(missing_score_sheets(CYCLE, unit_of_work)) == len(EXPERTS)


def _strange_row(book: Workbook) -> None:
    book["评分表"]["A4"] = "BCDF-GHJK"


def _twice(book: Workbook) -> None:
    book["评分表"]["A4"] = book["评分表"]["A3"].value


@pytest.mark.parametrize(
    ("given", "edit", "words"),
    [
        pytest.param({number(1): 60}, None, "每个项目都要逐项打分", id="an entry left out"),
        pytest.param({number(1): 60, number(2): {"points_benefit": 70}}, None, "“创新性”尚未评分", id="a criterion"),
        pytest.param({number(1): 60, number(2): {"is_recused": "是"}}, None, "没有写明理由", id="recused, no reason"),
        pytest.param(
            {number(1): 60, number(2): {"is_recused": "是", "recusal_reason": "同事", "points_spread": 1}},
            None,
            "不要再打分",
            id="recused, but points",
        ),
        pytest.param({number(1): 60, number(2): 60}, _strange_row, "不在发给您的评分表中", id="another code"),
        pytest.param({number(1): 60, number(2): 60}, _twice, "每个项目只评一次分", id="one code twice"),
    ],
)
def test_sheet_that_is_not_whole_is_not_sealed_and_the_earlier_seal_stands(
    unit_of_work: UnitOfWork, tmp_path: Path, given: dict[str, object], edit: object, words: str
) -> None:
    qualified(unit_of_work, 2)
    send_sheets(unit_of_work)
    first = send_back(unit_of_work, tmp_path / "in", "E001", {number(1): 61, number(2): 62})
    second = send_back(unit_of_work, tmp_path / "in", "E001", given, name="更正.xlsx", edit=edit)  # type: ignore[arg-type]
    assert second.status is SubmissionStatus.REFUSED
    assert any(words in finding.says for finding in second.findings)
    assert "此前封存的一份仍然有效" in second.message
    with unit_of_work as work:
        assert work.connection.execute(select(score_seal.c.sha256)).scalars().all() == [first.sha256]


def test_nomination_without_points_keeps_the_sheet_open(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 2)
    send_sheets(unit_of_work)
    outcome = send_back(unit_of_work, tmp_path / "in", "E001", {number(1): 60})
    (finding,) = outcome.findings
    assert "尚未评分" in finding.says
    assert finding.cell in ("F3", "F4")
    assert number(2) not in finding.says
    assert len(missing_score_sheets(CYCLE, unit_of_work)) == len(EXPERTS)


def test_corrected_sheet_is_another_seal_and_the_last_one_counts(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 1)
    score_all(unit_of_work, tmp_path / "in", {number(1): 60})
    again = send_back(unit_of_work, tmp_path / "in", "E003", {number(1): 90}, name="更正.xlsx")
    assert "第 2 份" in again.message
    open_scores(CYCLE, OPENED_ON, "run", unit_of_work)
    with unit_of_work as work:
        found = {one.expert_no: one.points for one in work.connection.execute(select(score))}
    assert found == {no: Decimal(90 if no == "E003" else 60) for no in EXPERTS}


def test_opening_waits_for_the_last_sheet(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 1)
    send_sheets(unit_of_work)
    for expert_no in EXPERTS[:-1]:
        send_back(unit_of_work, tmp_path / "in", expert_no, {number(1): 88})
    with pytest.raises(SheetsMissing, match="专家E005"):
        open_scores(CYCLE, OPENED_ON, "run", unit_of_work)
    assert count(unit_of_work, score) == 0


def test_sheets_are_not_opened_before_their_day(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 1)
    score_all(unit_of_work, tmp_path / "in", {number(1): 60})
    planned = {
        "cycle": str(CYCLE),
        "code": "scoring_done",
        "label": "专家评审完成",
        "planned_on": OPENED_ON,
        "rests_on": "award/11",
        "is_lawful_limit": False,
        "is_provisional": False,
    }
    with unit_of_work as work:
        work.connection.execute(insert(milestone).values(**planned))
    with pytest.raises(TooEarlyToOpen, match="2025-11-17 起才能开启"):
        open_scores(CYCLE, date(2025, 11, 16), "run", unit_of_work)
    assert str(open_scores(CYCLE, OPENED_ON, "run", unit_of_work)) == "已一并开启封存的评分表 5 份，共 5 个评分"


def test_points_are_opened_exactly_by_criterion_and_a_retry_changes_nothing(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    qualified(unit_of_work, 1)
    score_all(
        unit_of_work,
        tmp_path / "in",
        {number(1): {"points_innovation": 88.15, "points_benefit": "70.01", "points_spread": 99.99, "remark": "好"}},
    )
    counts = open_scores(CYCLE, OPENED_ON, "run", unit_of_work)
    assert (counts.seals, counts.scores) == (5, 5)
    assert open_scores(CYCLE, OPENED_ON, "again", unit_of_work) == counts
    with unit_of_work as work:
        one = work.connection.execute(select(score).where(score.c.expert_no == "E001")).one()
        parts = work.connection.execute(
            select(score_criterion.c.criterion, score_criterion.c.points).where(score_criterion.c.expert_no == "E001")
        ).all()
        opening = work.connection.execute(select(score_opening)).one()
    assert (one.points, one.remark) == (Decimal("84.7610"), "好")
    assert dict(parts) == {  # type: ignore[arg-type]
        "innovation": Decimal("88.15"),
        "benefit": Decimal("70.01"),
        "spread": Decimal("99.99"),
    }
    assert (opening.opened_on, opening.seal_count, opening.score_count) == (OPENED_ON, 5, 5)


def test_recused_expert_gives_no_score(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 2)
    send_sheets(unit_of_work)
    for expert_no in EXPERTS[:-1]:
        send_back(unit_of_work, tmp_path / "in", expert_no, {number(1): 80, number(2): 80})
    recused = {number(1): {"is_recused": "是", "recusal_reason": "与完成人共事"}, number(2): 80}
    outcome = send_back(unit_of_work, tmp_path / "in", "E005", recused)
    assert "其中回避 1 个" in outcome.message
    assert open_scores(CYCLE, OPENED_ON, "run", unit_of_work).scores == 9


def test_no_points_are_taken_after_the_opening(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 1)
    score_and_open(unit_of_work, tmp_path / "in", {number(1): 60})
    outcome = send_back(unit_of_work, tmp_path / "late", "E001", {number(1): 99})
    assert outcome.status is SubmissionStatus.REFUSED
    assert "已经开启" in outcome.message


def test_expert_who_comes_in_later_gets_a_sheet_and_is_opened_in_an_opening_of_their_own(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    qualified(unit_of_work, 1)
    score_and_open(unit_of_work, tmp_path / "in", {number(1): 60})
    with unit_of_work as work:
        work.connection.execute(
            text(
                "INSERT INTO honours.expert (expert_no, name, unit_name, speciality, email)"
                " VALUES ('E009', '后来者', '无锡第九学院', 'machinery', 'e@example.invalid')"
            )
        )
        work.connection.execute(insert(panel_member).values(cycle=str(CYCLE), category=IDEA.value, expert_no="E009"))
        known = add_submission(work, file_name="回避说明.xlsx")
        record_recusal(Recusal(CYCLE, "E005", number(1), "师生关系", OPENED_ON, known), work)
    recheck(CYCLE, OPENED_ON, "run", unit_of_work)
    assert send_score_sheets(CYCLE, OPENED_ON, unit_of_work) == 6
    with pytest.raises(SheetsMissing, match="后来者"):
        open_scores(CYCLE, OPENED_ON, "run", unit_of_work)
    assert send_back(unit_of_work, tmp_path / "in", "E009", {number(1): 70}).is_clean
    assert open_scores(CYCLE, OPENED_ON, "run", unit_of_work).scores == 6
    with unit_of_work as work:
        rows = work.connection.execute(select(score.c.expert_no, score.c.opening_no)).all()
    assert {row.expert_no: row.opening_no for row in rows} == {**dict.fromkeys(EXPERTS, 1), "E009": 2}


def test_sheet_that_is_gone_from_the_archive_stops_the_opening(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 1)
    score_all(unit_of_work, tmp_path / "in", {number(1): 60})
    with unit_of_work as work:
        seal = work.connection.execute(select(score_seal).where(score_seal.c.expert_no == "E002")).one()
    work.archive.path_of(seal.sha256).unlink()
    with pytest.raises(SheetNotAsSealed, match="专家 E002 的“十佳金点子”评分表第 1 份"):
        open_scores(CYCLE, OPENED_ON, "run", unit_of_work)
    assert (count(unit_of_work, score), count(unit_of_work, score_opening)) == (0, 0)


def test_sheet_that_was_exchanged_in_the_archive_stops_the_opening(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 1)
    score_all(unit_of_work, tmp_path / "in", {number(1): 60})
    with unit_of_work as work:
        seals = {one.expert_no: one.sha256 for one in work.connection.execute(select(score_seal))}
    target = unit_of_work.archive.path_of(seals["E002"])
    target.unlink()
    shutil.copy(unit_of_work.archive.path_of(seals["E001"]), target)
    with pytest.raises(SheetNotAsSealed, match="E002"):
        open_scores(CYCLE, OPENED_ON, "run", unit_of_work)
