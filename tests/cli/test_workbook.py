"""``honours workbook`` lays workbooks into a folder."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from tests.builders import CYCLE, add_bodies

from honours.cli.workbook import CycleNeeded, FilesInTheWay, workbook
from honours.domain.cycle import Cycle, Scheme
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
    ("of", "sheets"),
    [
        (Cycle(2025, Scheme.MODEL_WORKER_STUDIO), ["创新工作室"]),
        (Cycle(2026, Scheme.MODEL_WORKER_STUDIO), ["创新工作室", "示范性创新工作室"]),
        (Cycle(2026, Scheme.EMPLOYEE_STUDIO), ["创新工作室", "示范性创新工作室"]),
    ],
)
def test_every_scheme_has_its_workbook(opened: UnitOfWork, tmp_path: Path, of: Cycle, sheets: list[str]) -> None:
    call.open_cycle(call.OpenCycle(of, date(of.year, 3, 2), f"锡工办发〔{of.year}〕8号", "经办人"), opened)
    with opened as work:
        add_bodies(work, "0101")
    assert run("--cycle", str(of), "--body", "0101", "--out", str(tmp_path)).exit_code == 0
    book = load_workbook(tmp_path / f"0101-第0101总工会-{of.label}推荐申报表.xlsx")
    assert book.sheetnames == ["填写说明", *sheets, "_honours"]


def test_what_somebody_filled_in_is_not_written_over_unless_it_is_meant(opened: UnitOfWork, tmp_path: Path) -> None:
    with opened as work:
        add_bodies(work, "0101", "0102")
    arguments = ("--cycle", str(CYCLE), "--out", str(tmp_path / "out"))
    assert run(*arguments).exit_code == 0
    assert run(*arguments).exit_code == 0
    first, second = sorted((tmp_path / "out").iterdir())
    blank = first.read_bytes()
    first.write_bytes(b"filled in")
    second.unlink()
    refused = run(*arguments)
    assert isinstance(refused.exception, FilesInTheWay)
    assert refused.exception.names == (first.name,)
    assert "--force" in str(refused.exception)
    assert (first.read_bytes(), second.exists()) == (b"filled in", False)
    assert run(*arguments, "--force").exit_code == 0
    assert (first.read_bytes(), second.exists()) == (blank, True)


def test_many_files_in_the_way_are_not_all_named() -> None:
    said = str(FilesInTheWay(Path("表"), [f"{number}.xlsx" for number in range(20)]))
    assert "20 份" in said
    assert said.count(".xlsx") == 5


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["--kind", "roster"], "推荐单位和专家名册.xlsx"),
        (["--kind", "studio-register"], "创新工作室名册.xlsx"),
        (["--kind", "objections", "--cycle", str(CYCLE)], "2025年职工创新成果奖公示异议登记表.xlsx"),
        (["--kind", "notice-corrections", "--cycle", str(CYCLE)], "2025年职工创新成果奖公示更正登记表.xlsx"),
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
