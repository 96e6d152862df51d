"""``honours review``: what staff see of the experts, and what programs read."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import insert
from tests.builders import CYCLE, add_file, add_submission
from tests.services.review.conflicts.world import FIRST, ON, UNIT, USCC, add_expert, add_recusal, lay
from tests.services.scored import add_scores

from honours.cli.review import review
from honours.services.review.conflicts import find_conflicts
from honours.services.review.experts import UnknownExpert
from honours.storage.tables import expert_service, score_sheet
from honours.storage.unit_of_work import UnitOfWork


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "240"}).invoke(review, ["experts", *arguments])


def squeezed(result: Result) -> str:
    return " ".join(result.output.split())


@pytest.fixture
def known(unit_of_work: UnitOfWork) -> UnitOfWork:
    lay(unit_of_work)
    with unit_of_work as work:
        told = {"unit_uscc": USCC, "body_code": "0101", "serving_since_year": 2019, "has_agreed": True}
        add_expert(work, unit_name=UNIT, professional_title="教授", agreed_year=2025, most_entries=20, **told)
        add_expert(work, "E002", speciality="energy", is_active=False, has_agreed=False)
        add_recusal(work)
        submission_id = add_submission(work, file_name="名册.xlsx")
        of_it = {"expert_no": "E001", "submission_id": submission_id}
        for cycle, count in (("2023/achievement_award", 18), (str(CYCLE), 99)):
            values = {"cycle": cycle, "category": "invention_patent", "entry_count": count}
            work.connection.execute(insert(expert_service).values(**of_it, **values))
        sheet = {"cycle": str(CYCLE), "category": "invention_patent", "sent_sha256": add_file(work, "评分表")}
        work.connection.execute(insert(score_sheet).values(expert_no="E001", **sheet))
        add_scores(work, CYCLE, {FIRST: {"E001": Decimal(80)}}, submission_id)
    find_conflicts(CYCLE, ON, unit_of_work)
    return unit_of_work


@pytest.mark.usefixtures("known")
def test_list_shows_everybody_with_load_history_and_conflicts() -> None:
    shown = squeezed(run())
    assert f"E001 专家E001 {UNIT} 机械制造 在库 同意（2025） 20 2 1" in shown
    assert "E002 专家E002 江南工程大学 能源电力 已退出 不同意" in shown
    assert shown.endswith("共 2 名专家。")
    assert "共 1 名专家" in run("--speciality", "energy").output
    assert run("--speciality", "textile").output == "没有符合条件的专家。\n"


@pytest.mark.usefixtures("known")
def test_one_expert_is_told_whole() -> None:
    shown = run("E001").output
    assert f"工作单位：{UNIT}（{USCC}）" in shown
    assert "所属推荐单位：0101 第0101总工会" in shown
    assert "入库年份：2019　同意评审：同意（2025）　本人上限：20" in shown
    assert "2023年职工创新成果奖 十大发明专利 18 项（名册登记）" in shown
    # Our own score sheets say better what the roster says too.
    assert "2025年职工创新成果奖 十大发明专利 1 项\n" in shown
    assert f"{FIRST}  同一单位  专家在“{UNIT}”工作" in shown
    assert f"{FIRST}  回避  专家回避本项目：曾任顾问" in shown


@pytest.mark.usefixtures("known")
def test_programs_get_whole_data() -> None:
    (told,) = json.loads(run("E002", "--json").output)
    assert (told["expert_no"], told["speciality"], told["has_agreed"]) == ("E002", "energy", False)
    assert (told["load"], told["services"], told["conflicts"]) == ({}, [], [])
    (first, _) = json.loads(run("--json").output)
    assert [one["kind"] for one in first["conflicts"]] == ["recusal", "same_unit"]


@pytest.mark.usefixtures("known")
def test_unknown_expert_is_refused_with_those_there_are() -> None:
    assert isinstance(run("E009").exception, UnknownExpert)
    assert "现有：E001、E002。" in str(run("E009").exception)
