"""``honours what-if`` answers on the screen, as JSON and in files, and refuses what it cannot answer."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.builders import CYCLE, add_nominations, lay_ground, nominee
from tests.regulation.amending import amend, copy_of_the_law

from honours.cli.main import cli
from honours.domain.states import NominationState
from honours.services.sample.outcome import fingerprint
from honours.storage.unit_of_work import UnitOfWork

KJ, _, _, JD = CYCLE.categories
YEARS = "rule.award.applied_years"


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(cli, ["what-if", *arguments])


def ask(*arguments: str, cycles: str = "2025") -> Result:
    return run("--scheme", "achievement_award", "--cycles", cycles, *arguments)


@pytest.fixture
def laid(unit_of_work: UnitOfWork) -> UnitOfWork:
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(
            work,
            [
                nominee(KJ, 1, applied_since_on=date(2024, 5, 1)),
                nominee(KJ, 2),
                nominee(JD, 1, state=NominationState.AWARDED),
            ],
        )
    return unit_of_work


def test_screen_tells_sums_rules_and_names(laid: UnitOfWork) -> None:
    before = fingerprint(laid)
    result = ask("--set", f"{YEARS}=1", "--set", "prize.golden_idea.amount_cny=3000", cycles="2024..2025")
    assert result.exit_code == 0, result.output
    for said in (
        "职工创新成果奖参数试算：重审2025年的申报。",
        "没有启动过、略过的周期：2024/achievement_award。",
        "成果整体应用年限",
        "2 → 3",
        "第五条 成果整体应用须满规定年限",
        "2025-KJ-0101-001",
        "2,000.00 → 3,000.00",
        "上限，不是预测",
    ):
        assert said in result.output
    assert "2025-KJ-0101-002" not in result.output
    assert fingerprint(laid) == before


def test_json_and_files_tell_the_same(laid: UnitOfWork, tmp_path: Path) -> None:
    out = tmp_path / "试算"
    result = ask("--set", f"{YEARS}=1", "--json", "--out", str(out))
    told = json.loads(result.output)
    (cycle,) = told["answer"]["cycles"]
    assert [one["nomination_no"] for one in cycle["changes"]] == ["2025-KJ-0101-001"]
    assert cycle["changes"][0]["change"] == "newly_in"
    assert cycle["categories"][0]["most_new_cny"] == "5000.00"
    names = ["参数试算-职工创新成果奖-2025.svg", "参数试算-职工创新成果奖-2025.xlsx"]
    assert sorted(path.name for path in out.iterdir()) == names
    assert sorted(Path(file).name for file in told["files"]) == names
    assert not laid.settings.outbox.exists()
    shown = ask("--set", f"{YEARS}=1", "--out", str(out))
    assert f"已保存：{out / names[0]}" in shown.output


def test_nothing_changed_says_so(laid: UnitOfWork) -> None:
    assert laid
    result = ask("--set", f"{YEARS}=2")
    assert "没有改变" in result.output
    assert "2025年职工创新成果奖：没有一项申报的结果或金额因此改变。" in result.output


def test_another_folder_and_another_day(laid: UnitOfWork, tmp_path: Path) -> None:
    assert laid
    folder = copy_of_the_law(tmp_path / "law")
    amend(folder, YEARS, "1", date(2027, 1, 1))
    assert "请加 --on" in ask("--data", str(folder)).output
    answer = ask("--data", str(folder), "--on", "2027-01-01")
    assert answer.exit_code == 0, answer.output
    assert "按2027-01-01有效的规定" in answer.output
    assert "2025-KJ-0101-001" in answer.output
    assert "没有改变" in ask("--on", "2027-01-01").output


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ((), 2, "请用 --set、--on 或 --data 说明改动什么"),
        (("--set", "rule.award.aplied_years=1"), 2, "rule.award.applied_years"),
        (("--set", f"{YEARS}=viel"), 2, "整数"),
        (("--set", YEARS), 2, "键=值"),
        (("--set", "window.public_notice.days=7"), 2, "不影响职工创新成果奖"),
        (("--set", "prize.golden_idea.amount_cny=1999"), 1, "低于下限 2,000.00 元"),
        (("--data", "/no/such/folder"), 2, "/no/such/folder"),
    ],
)
def test_what_cannot_be_answered_is_refused(
    laid: UnitOfWork, arguments: tuple[str, ...], code: int, says: str, tmp_path: Path
) -> None:
    assert laid
    result = ask(*arguments, "--out", str(tmp_path / "out"))
    assert (result.exit_code, says in result.output) == (code, True), result.output
    assert not (tmp_path / "out").exists()


def test_a_folder_without_the_law_is_refused(laid: UnitOfWork, tmp_path: Path) -> None:
    assert laid
    result = ask("--data", str(tmp_path))
    assert (result.exit_code, "缺少规定数据" in result.output) == (3, True)


def test_years_that_were_never_opened_are_refused(laid: UnitOfWork) -> None:
    assert laid
    result = ask("--set", f"{YEARS}=1", cycles="2022..2024")
    assert (result.exit_code, "都没有启动过" in result.output) == (2, True)
    assert ask("--set", f"{YEARS}=1", cycles="2025..2022").exit_code == 2
    assert run("--scheme", "award", "--cycles", "2025", "--set", f"{YEARS}=1").exit_code == 2


def test_help_is_chinese() -> None:
    assert "参数试算" in run("--help").output
