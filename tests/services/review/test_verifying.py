"""``honours review verify``: everything that is changed behind the sealed sheets is named with both values."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, select, text
from sqlalchemy.pool import NullPool
from tests.builders import CYCLE, nomination_no
from tests.conftest import Database
from tests.services.review.assigning.test_drawing import SEVEN, experts_of, recuse
from tests.services.scored import IDEA, OPENED_ON, qualified, score_all, score_and_open, send_back, send_sheets

from honours.cli.review import review
from honours.services.review.assigning.replacing import recheck
from honours.services.review.scoring import open_scores, rank, send_score_sheets
from honours.services.review.verifying import NothingOpened, verify_review
from honours.storage.tables import score_seal
from honours.storage.unit_of_work import UnitOfWork

GUARDED = ("score", "score_criterion", "score_seal", "score_opening", "ranking", "blind_code")


def number(serial: int) -> str:
    return nomination_no(IDEA, serial)


@pytest.fixture
def ranked(unit_of_work: UnitOfWork, tmp_path: Path) -> UnitOfWork:
    """Twelve entries: a tie at the line that nothing settles, and one inside that the policy's key settled."""
    qualified(unit_of_work, 12)
    given: dict[str, object] = {number(serial): 100 - serial for serial in range(1, 10)}
    given |= {number(10): 80, number(11): 80, number(12): 10}
    given[number(2)] = {"points_innovation": 88, "points_benefit": 88, "points_spread": 88}
    given[number(3)] = {"points_innovation": 81, "points_benefit": 96, "points_spread": 88}
    score_and_open(unit_of_work, tmp_path / "in", given)
    rank(CYCLE, OPENED_ON, "run", unit_of_work)
    return unit_of_work


def tamper(database: Database, statement: str, serial: int = 1) -> None:
    """Change a record as only somebody can who owns the tables, with their guards off."""
    with create_engine(database.owner_url, poolclass=NullPool).begin() as owner:
        for table in GUARDED:
            owner.execute(text(f"ALTER TABLE honours.{table} DISABLE TRIGGER USER"))
        changed = owner.execute(text(statement), {"no": number(serial)} if ":no" in statement else {}).rowcount
        assert changed > 0, "the change changes nothing"


def test_untouched_ranking_agrees_with_the_sealed_sheets(ranked: UnitOfWork) -> None:
    found = verify_review(CYCLE, ranked)
    assert found.differences == ()
    assert (found.seals, found.scores, found.ranked) == (5, 60, 12)
    answered = CliRunner().invoke(review, ["verify", str(CYCLE)])
    assert answered.exit_code == 0, answered.output
    assert "封存的评分表 5 份，评分 60 个，排名 12 项。全部一致。" in answered.output


def test_nothing_is_told_before_the_opening(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 1)
    score_all(unit_of_work, tmp_path / "in", {number(1): 87.31})
    with pytest.raises(NothingOpened, match="尚未开启") as refusal:
        verify_review(CYCLE, unit_of_work)
    assert "87" not in str(refusal.value)


@pytest.mark.parametrize(
    ("statement", "serial", "subject", "what", "values"),
    [
        pytest.param(
            "UPDATE honours.score SET points = 99 WHERE expert_no = 'E003' AND nomination_no = :no",
            4,
            f"专家 E003 对 {number(4)} 的评分",
            "得分",
            ("99.0000", "96.0000"),
            id="score",
        ),
        pytest.param(
            "UPDATE honours.score_criterion SET points = 95 WHERE expert_no = 'E003' AND criterion = 'benefit'"
            " AND nomination_no = :no",
            4,
            f"专家 E003 对 {number(4)} 的评分",
            "经济社会效益",
            ("95.00", "96.00"),
            id="part of a score",
        ),
        pytest.param(
            "UPDATE honours.ranking SET mean_points = 96.5 WHERE nomination_no = :no",
            5,
            number(5),
            "总得分",
            ("96.5000", "95.0000"),
            id="official score",
        ),
        pytest.param(
            "UPDATE honours.ranking SET rank = 1 WHERE nomination_no = :no",
            5,
            number(5),
            "名次",
            ("1", "3"),
            id="rank",
        ),
        pytest.param(
            "UPDATE honours.ranking SET outcome = 'in' WHERE nomination_no = :no",
            10,
            number(10),
            "评审结果",
            ("in", "tied"),
            id="outcome at the line",
        ),
        pytest.param(
            "UPDATE honours.ranking SET tie_keys = '[]' WHERE nomination_no = :no",
            3,
            number(3),
            "并列规则的适用",
            ("（无）", "96.0000"),
            id="what decided the tie",
        ),
        pytest.param(
            "DELETE FROM honours.ranking WHERE nomination_no = :no",
            6,
            number(6),
            "名次",
            ("（无）", "4"),
            id="entry left out of the ranking",
        ),
        pytest.param(
            "UPDATE honours.score_opening SET seals_sha256 = repeat('a', 64)",
            1,
            "第 1 次开启",
            "全部封存记录的校验值",
            ("a" * 64,),
            id="hash of the opening",
        ),
        pytest.param(
            "UPDATE honours.blind_code SET code = 'BBBB-CCCC' WHERE nomination_no = :no",
            7,
            number(7),
            "盲审编号",
            ("BBBB-CCCC",),
            id="code of an entry",
        ),
    ],
)
def test_every_change_is_named_with_both_values(
    ranked: UnitOfWork,
    database: Database,
    statement: str,
    serial: int,
    subject: str,
    what: str,
    values: tuple[str, ...],
) -> None:
    tamper(database, statement, serial)
    found = [one for one in verify_review(CYCLE, ranked).differences if (one.subject, one.what) == (subject, what)]
    assert len(found) == 1
    for value in values:
        assert value in str(found[0])
    answered = CliRunner().invoke(review, ["verify", str(CYCLE)])
    assert answered.exit_code != 0
    assert subject in answered.output
    as_record = CliRunner().invoke(review, ["verify", str(CYCLE), "--json"])
    assert as_record.exit_code != 0
    assert subject in {one["subject"] for one in json.loads(as_record.stdout)["differences"]}


def test_score_that_no_sheet_holds_and_sheet_without_its_score_are_found(
    ranked: UnitOfWork, database: Database
) -> None:
    tamper(database, "DELETE FROM honours.score_criterion WHERE expert_no = 'E002' AND nomination_no = :no", 8)
    tamper(database, "DELETE FROM honours.score WHERE expert_no = 'E002' AND nomination_no = :no", 8)
    found = {one.subject: one for one in verify_review(CYCLE, ranked).differences}
    assert (found[f"专家 E002 对 {number(8)} 的评分"].stored, found[number(8)].what) == ("（无）", "有效评分数")


def _exchange(work: UnitOfWork, seals: dict[str, str]) -> None:
    target = work.archive.path_of(seals["E002"])
    target.unlink()
    shutil.copy(work.archive.path_of(seals["E001"]), target)


def _lose(work: UnitOfWork, seals: dict[str, str]) -> None:
    work.archive.path_of(seals["E002"]).unlink()


@pytest.mark.parametrize(
    ("damage", "why"), [(_exchange, "损坏或被改动"), (_lose, "档案中没有")], ids=["exchanged", "lost"]
)
def test_sheet_that_is_gone_or_another_is_named(
    ranked: UnitOfWork, damage: Callable[[UnitOfWork, dict[str, str]], None], why: str
) -> None:
    with ranked as work:
        seals = {row.expert_no: row.sha256 for row in work.connection.execute(select(score_seal))}
    damage(ranked, seals)
    found = {one.subject: one for one in verify_review(CYCLE, ranked).differences}
    one = found["专家 E002 的“十佳金点子”评分表第 1 份"]
    assert why in one.recomputed
    assert CliRunner().invoke(review, ["verify", str(CYCLE)]).exit_code != 0


def test_seal_that_points_at_another_sheet_is_named(ranked: UnitOfWork, database: Database) -> None:
    tamper(
        database,
        "UPDATE honours.score_seal SET sha256 = (SELECT sha256 FROM honours.score_seal WHERE expert_no = 'E001')"
        " WHERE expert_no = 'E002'",
    )
    found = {one.subject: one for one in verify_review(CYCLE, ranked).differences}
    assert "expert_no" in found["专家 E002 的“十佳金点子”评分表第 1 份"].recomputed
    assert found["第 1 次开启"].what == "全部封存记录的校验值"


def test_sealed_sheet_of_an_expert_who_was_replaced_need_not_count(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 1, experts=SEVEN[:6])
    send_sheets(unit_of_work)
    before = experts_of(unit_of_work, 1)
    for expert_no in sorted(before):
        assert send_back(unit_of_work, tmp_path / "in", expert_no, {number(1): 80}).is_clean
    one = min(before)
    recuse(unit_of_work, one, 1)
    recheck(CYCLE, OPENED_ON, "run", unit_of_work)
    send_score_sheets(CYCLE, OPENED_ON, unit_of_work)
    (other,) = experts_of(unit_of_work, 1) - before
    assert send_back(unit_of_work, tmp_path / "in", other, {number(1): 90}).is_clean
    assert open_scores(CYCLE, OPENED_ON, "run", unit_of_work).scores == 5
    rank(CYCLE, OPENED_ON, "run", unit_of_work)
    found = verify_review(CYCLE, unit_of_work)
    assert found.differences == ()
    assert (found.seals, found.scores, found.ranked) == (6, 5, 1)
