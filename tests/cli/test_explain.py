"""``honours explain``: text for people, JSON for programs, a page for paper; never a personal number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.builders import CYCLE, add_nominations, lay_ground, nominee

from honours.cli.main import cli
from honours.storage.unit_of_work import UnitOfWork

NO = "2025-KJ-0101-001"


@pytest.fixture(autouse=True)
def laid(unit_of_work: UnitOfWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(work, [nominee(CYCLE.categories[0], 1)])


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["explain", *arguments])


def test_people_and_programs_are_told_the_same() -> None:
    said = run(NO.lower())
    assert said.exit_code == 0, said.output
    assert "当前状态：已收件" in said.output
    data = json.loads(run(NO, "--json").output)
    assert data["nomination_no"] == NO
    assert data["source"]["row"] == 4
    assert {rule["stage"] for rule in data["rules"]} == {"publicity", "review"}
    assert data["awaits"] in said.output
    for shown in (said.output, json.dumps(data)):
        assert "320204" not in shown
        assert "6222" not in shown


def test_unknown_number_is_wrong_use_and_names_near_ones() -> None:
    refused = run("2025-KJ-0101-007")
    assert refused.exit_code == 2
    assert f"相近的有：{NO}" in refused.output


def test_page_is_written_where_it_is_wanted(tmp_path: Path) -> None:
    assert "已写成网页：申报说明-2025-KJ-0101-001.html" in run(NO, "--page").output
    ours = tmp_path / f"申报说明-{NO}.html"
    elsewhere = tmp_path / "页.html"
    assert run(NO, "--page", "--out", str(elsewhere)).exit_code == 0
    assert ours.read_text(encoding="utf-8") == elsewhere.read_text(encoding="utf-8")
    assert "已收件" in ours.read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [("--out", "x.html"), ("--json", "--page")])
def test_options_that_do_not_go_together_are_refused(options: tuple[str, ...]) -> None:
    refused = run(NO, *options)
    assert refused.exit_code == 2
    assert "--page" in refused.output


def test_page_into_a_folder_that_is_not_there_is_refused_in_chinese() -> None:
    refused = run(NO, "--page", "--out", "没有/页.html")
    assert refused.exit_code == 3
    assert "没有/页.html" in refused.output
    assert "No such file" not in refused.output
