"""``honours intake`` and ``honours archive``, through the root command as people call them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.builders import lay_ground
from tests.services.intake.books import METHOD, TECH, nominations, one, row, saved
from tests.services.intake.test_taking_in import lay

from honours.cli.main import cli
from honours.storage.unit_of_work import UnitOfWork


@pytest.fixture
def work(unit_of_work: UnitOfWork) -> UnitOfWork:
    with unit_of_work:
        lay_ground(unit_of_work)
    return unit_of_work


def run(*arguments: str | Path) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(cli, [str(argument) for argument in arguments])


def test_an_empty_inbox_is_said_to_be_empty(work: UnitOfWork) -> None:
    result = run("intake")
    assert (result.exit_code, result.stdout) == (0, "没有待收的文件。\n")


def test_what_was_taken_ends_well(work: UnitOfWork) -> None:
    lay(work, one(TECH))
    result = run("intake")
    assert result.exit_code == 0
    assert "1 个项目全部收下" in result.stdout
    assert "共 1 份：已收 1 份。" in result.stdout


def test_what_went_back_is_told_with_its_place_and_exit_code(work: UnitOfWork) -> None:
    lay(work, nominations({METHOD: [row(METHOD), row(METHOD, 2, unit_name=None)]}))
    result = run("intake")
    assert result.exit_code == 1
    assert "部分退回" in result.stdout
    assert f"退回的文件在：{work.settings.outbox}" in result.stdout
    assert "1 份文件没有全部收下" in result.stderr


def test_json_names_every_finding(work: UnitOfWork) -> None:
    lay(work, one(TECH, unit_name=None))
    result = run("intake", "--json")
    (told,) = json.loads(result.stdout)
    assert (told["status"], told["rows_refused"], len(told["findings"])) == ("refused", 1, 1)
    assert told["findings"][0]["field"] == "所在单位"
    assert Path(told["returned_to"]).exists()


def test_a_named_file_is_taken_and_a_missing_one_is_wrong_use(work: UnitOfWork, tmp_path: Path) -> None:
    assert run("intake", tmp_path / "没有.xlsx").exit_code == 2
    path = tmp_path / "单独.xlsx"
    path.write_bytes(saved(nominations({TECH: [row(TECH)]}, body="9999")))
    assert run("intake", path).exit_code == 1


def test_the_archive_lists_gets_and_verifies(work: UnitOfWork, tmp_path: Path) -> None:
    content = saved(one(TECH))
    lay(work, content)
    run("intake")
    sha256 = hashlib.sha256(content).hexdigest()
    listed = json.loads(run("archive", "list", "--json").stdout)
    assert [(item["sha256"], item["origin"], item["first_name"]) for item in listed] == [
        (sha256, "received", "申报表.xlsx")
    ]
    place = tmp_path / "out.xlsx"
    assert run("archive", "get", sha256[:8], "--out", place).exit_code == 0
    assert place.read_bytes() == content
    assert run("archive", "get", sha256[:8], "--out", place).exit_code == 2
    assert run("archive", "get", "nothing").exit_code == 2
    assert run("archive", "get", "0" * 64).exit_code == 2
    assert run("archive", "list", "--name", "没有").exit_code == 0
    assert run("archive", "verify").stdout == "核对 1 份完好，登记 1 份。\n"


def test_verify_finds_changed_missing_and_unregistered_files(work: UnitOfWork) -> None:
    lay(work, one(TECH), "一.xlsx")
    lay(work, one(METHOD), "二.xlsx")
    run("intake")
    changed, missing = sorted(work.archive.addresses())
    path = work.archive.path_of(changed)
    path.chmod(0o640)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    work.archive.path_of(missing).unlink()
    left = work.archive.put(b"left by a crash")
    result = run("archive", "verify", "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 3
    assert (told["damaged"], told["missing"], told["unregistered"], told["sound"]) == ([changed], [missing], [left], 1)


def test_file_outside_the_inbox_stays_where_it_is(work: UnitOfWork, tmp_path: Path) -> None:
    own, laid = tmp_path / "note.txt", work.settings.inbox / "note2.txt"
    laid.parent.mkdir(parents=True)
    own.write_text("自己的文件", encoding="utf-8")
    laid.write_text("收件箱里的文件", encoding="utf-8")
    for path in ((own,), ()):
        assert run("intake", *path).exit_code == 1
    assert (own.exists(), laid.exists()) == (True, False)
