"""``honours workbook`` lays workbooks into a folder."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.builders import CYCLE, add_bodies

from honours.cli.workbook import CycleNeeded, workbook
from honours.services import call
from honours.services.call.producing import NoBodies, UnknownBody
from honours.services.stages import CycleNotOpen
from honours.storage.unit_of_work import UnitOfWork


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "140"}).invoke(workbook, arguments)


@pytest.fixture
def opened(unit_of_work: UnitOfWork) -> UnitOfWork:
    call.open_cycle(call.OpenCycle(CYCLE, date(2025, 9, 15), "锡工办发〔2025〕18号", "经办人"), unit_of_work)
    return unit_of_work


def test_one_body_gets_the_workbook_of_the_call(opened: UnitOfWork, tmp_path: Path) -> None:
    with opened as work:
        add_bodies(work, "0101", "0102")
    call.produce_documents(CYCLE, date(2025, 9, 15), opened)
    out = tmp_path / "表" / "新"
    result = run("--cycle", str(CYCLE), "--body", "0102", "--out", str(out), "--json")
    assert result.exit_code == 0
    (answer,) = json.loads(result.output)
    (path,) = out.iterdir()
    assert answer == {"file": str(path), "size_bytes": path.stat().st_size}
    assert path.read_bytes() == (opened.settings.outbox / CYCLE.slug / "call" / path.name).read_bytes()


def test_whole_cycle_gets_a_workbook_a_body(opened: UnitOfWork, tmp_path: Path) -> None:
    with opened as work:
        add_bodies(work, "0101", "0102")
    result = run("--cycle", str(CYCLE), "--out", str(tmp_path / "out"))
    assert result.exit_code == 0
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert "0101-第0101总工会" in result.output


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["--kind", "roster"], "推荐单位和专家名册.xlsx"),
        (["--kind", "studio-register"], "创新工作室名册.xlsx"),
        (["--kind", "objections", "--cycle", str(CYCLE)], "2025年职工创新成果奖公示异议登记表.xlsx"),
    ],
)
def test_empty_forms_need_no_database(
    arguments: list[str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HONOURS_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("HONOURS_DATABASE_URL", raising=False)
    assert run(*arguments, "--out", str(tmp_path / "out")).exit_code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == [name]


def test_refusals_leave_no_folder(opened: UnitOfWork, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for arguments, refusal in [
        (["--cycle", str(CYCLE)], NoBodies),
        (["--cycle", str(CYCLE), "--body", "0999"], UnknownBody),
        (["--cycle", "2024/achievement_award"], CycleNotOpen),
        ([], CycleNeeded),
    ]:
        assert isinstance(run(*arguments, "--out", str(out)).exception, refusal)
    assert not out.exists()
