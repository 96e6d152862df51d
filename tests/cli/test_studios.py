"""``honours studios``: what people see of the register, and what programs read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from tests.services.studios.cases import ACCOUNT, MODEL_2026, PERSON_ID
from tests.services.studios.dossier.cases import NEW, OLD, entered, everything, year_file

from honours.cli.studios import NotExcelName, studios
from honours.services.studios.dossier.making import NoSuchYear
from honours.services.studios.plaques import record_plaques
from honours.services.studios.register import UnknownStudio
from honours.storage.unit_of_work import UnitOfWork


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(studios, arguments)


def squeezed(result: Result) -> str:
    """Return what was printed with one blank where a table has many."""
    return " ".join(result.output.split())


@pytest.fixture
def filled(unit_of_work: UnitOfWork) -> UnitOfWork:
    entered(unit_of_work)
    record_plaques(MODEL_2026, date(2026, 12, 28), "李明", unit_of_work)
    return unit_of_work


@pytest.mark.usefixtures("filled")
def test_list_shows_the_studios_as_they_stand() -> None:
    shown = squeezed(run("list"))
    assert "L2022-004 赵师傅创新工作室 示范性 无锡老牌重工有限公司" in shown
    assert shown.endswith("共 2 个工作室。")
    assert "共 1 个工作室" in run("list", "--level", "standard", "--year", "2026", "--body", "0101").output
    assert run("list", "--scheme", "employee_studio").output == "没有符合条件的工作室。\n"


@pytest.mark.usefixtures("filled")
def test_programs_get_whole_data() -> None:
    told = json.loads(run("list", "--scheme", "model_worker_studio", "--json").output)
    assert [(one["studio_no"], one["level"], len(one["namings"])) for one in told] == [
        (OLD, "demonstration", 2),
        (NEW, "standard", 1),
    ]
    (naming,) = json.loads(run("show", NEW, "--json").output)["namings"]
    assert (naming["granted"], naming["paid"], naming["named_on"]) == ("20000.00", None, "2026-12-17")
    assert naming["plaque_no"] == "L2026-001-P"


@pytest.mark.usefixtures("filled")
def test_show_tells_namings_money_plaques_and_files() -> None:
    shown = squeezed(run("show", OLD.lower()))
    for line in (
        "L2022-004 赵师傅创新工作室",
        "劳模创新工作室，示范性",
        "2022-11-20 普通 锡工发〔2022〕40号",
        "普通 20,000.00 以导入名册为准 尚未登记",
        "示范性 40,000.00 尚未结清 L2022-004-S，2026-12-28 挂牌",
        "尚未生成，可运行 honours studios dossier L2022-004。",
    ):
        assert line in shown
    assert PERSON_ID not in shown
    assert ACCOUNT not in shown
    assert run("dossier", OLD).exit_code == 0
    assert "L2022-004-2026年档案.docx" in run("show", OLD).output


def test_dossiers_are_made_on_demand(filled: UnitOfWork) -> None:
    told = json.loads(run("dossier", NEW, "--year", "2026", "--json").output)
    assert told == {
        "studios": 1,
        "years": 1,
        "changed": 2,
        "folder": str(filled.settings.outbox / "studios"),
    }
    assert year_file(filled, NEW, 2026).is_file()
    assert run("dossier").output.startswith("工作室 2 个，年度档案 3 份，新增或更新材料 3 件。\n目录：")


def test_register_is_exported(filled: UnitOfWork, tmp_path: Path) -> None:
    out = tmp_path / "新" / "工作室名册.xlsx"
    for _ in range(2):
        assert run("export", "--out", str(out)).output == f"已导出 2 个工作室：{out}\n"
    for _, text in everything(out.parent):
        assert PERSON_ID not in text
        assert ACCOUNT not in text
    book = load_workbook(out)
    assert book.sheetnames == ["工作室名册", "命名记录"]
    standing = [row[:4] for row in book["工作室名册"].iter_rows(min_row=4, values_only=True)]
    assert standing == [
        (OLD, "劳模创新工作室", "赵师傅创新工作室", "示范性"),
        (NEW, "劳模创新工作室", "启航创新工作室", "普通"),
    ]
    money = [(row[0], row[6], row[7], row[11]) for row in book["命名记录"].iter_rows(min_row=4, values_only=True)]
    assert money == [
        (OLD, None, 20000, "导入的名册"),
        (OLD, 40000, None, str(MODEL_2026)),
        (NEW, 20000, None, str(MODEL_2026)),
    ]


@pytest.mark.usefixtures("filled")
def test_wrong_asking_is_refused(tmp_path: Path) -> None:
    for arguments, refusal in [
        (["show", "L2022-040"], UnknownStudio),
        (["dossier", OLD, "--year", "2020"], NoSuchYear),
        (["export", "--out", str(tmp_path / "名册.doc")], NotExcelName),
    ]:
        assert isinstance(run(*arguments).exception, refusal)
    assert run("list", "--level", "best").exit_code == 2
