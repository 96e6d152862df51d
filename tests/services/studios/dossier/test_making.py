"""The files lie where people find them, once a version, the same facts giving the same bytes."""

from __future__ import annotations

import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import unescape
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from openpyxl import load_workbook
from sqlalchemy import insert, select
from tests.builders import CYCLE
from tests.services.studios.cases import ACCOUNT, MODEL_2026, PERSON_ID, STANDARD, lay, named, standing
from tests.services.studios.dossier.cases import (
    LATER,
    NEW,
    OLD,
    ON,
    PDF,
    entered,
    everything,
    folder,
    year_file,
)

from honours import wiring
from honours.domain.studio_numbers import NamesNoStudios
from honours.services.studios.dossier import Made, make_dossiers, refresh_dossiers
from honours.services.studios.dossier.folder import evidence_name, safe_name
from honours.services.studios.dossier.making import NoSuchYear
from honours.services.studios.dossier.pages import page_templates
from honours.services.studios.entering import enter_named
from honours.services.studios.plaques import plaque_list, record_plaques
from honours.services.studios.register import UnknownStudio, find_studio
from honours.storage.settings import PROJECT_ROOT, Settings
from honours.storage.tables import evidence_file, studio_dossier
from honours.storage.unit_of_work import UnitOfWork

LINK = re.compile(r'href="([^"]+)"')


def versions(unit: UnitOfWork) -> list[tuple[Any, ...]]:
    table = studio_dossier.c
    with unit as work:
        found = work.connection.execute(
            select(table.studio_no, table.year, table.part, table.version, table.made_on).order_by(
                table.studio_no, table.year, table.part, table.version
            )
        )
        return [tuple(row) for row in found]


def laid(unit: UnitOfWork) -> dict[str, bytes]:
    place = folder(unit)
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def test_cycle_makes_the_year_of_each_studio_that_it_named(unit_of_work: UnitOfWork) -> None:
    entered(unit_of_work)
    assert make_dossiers(MODEL_2026, ON, unit_of_work) == Made(2, 2, 4)
    assert versions(unit_of_work) == [
        (OLD, 2026, "evidence/申报材料.pdf", 1, ON),
        (OLD, 2026, "studio_dossier", 1, ON),
        (NEW, 2026, "evidence/申报材料.pdf", 1, ON),
        (NEW, 2026, "studio_dossier", 1, ON),
    ]
    assert sorted(laid(unit_of_work)) == [
        "L2022-004-赵师傅创新工作室/2026/L2022-004-2026年档案.docx",
        "L2022-004-赵师傅创新工作室/2026/证明材料/01-申报材料.pdf",
        "L2022-004-赵师傅创新工作室/index.html",
        "L2026-001-启航创新工作室/2026/L2026-001-2026年档案.docx",
        "L2026-001-启航创新工作室/2026/证明材料/01-申报材料.pdf",
        "L2026-001-启航创新工作室/index.html",
        "index.html",
        "工作室档案目录.xlsx",
    ]
    assert (folder(unit_of_work) / "L2026-001-启航创新工作室/2026/证明材料/01-申报材料.pdf").read_bytes() == PDF


def test_a_retry_on_another_day_changes_no_byte(unit_of_work: UnitOfWork) -> None:
    entered(unit_of_work)
    refresh_dossiers(ON, unit_of_work)
    before, kept = laid(unit_of_work), versions(unit_of_work)
    times = {path: path.stat().st_mtime_ns for path in folder(unit_of_work).rglob("*")}
    assert refresh_dossiers(LATER, unit_of_work) == Made(2, 3, 0)
    assert make_dossiers(MODEL_2026, LATER, unit_of_work) == Made(2, 2, 0)
    assert (laid(unit_of_work), versions(unit_of_work)) == (before, kept)
    assert {path: path.stat().st_mtime_ns for path in folder(unit_of_work).rglob("*")} == times


def test_lost_files_are_laid_again(unit_of_work: UnitOfWork) -> None:
    entered(unit_of_work)
    refresh_dossiers(ON, unit_of_work)
    before = laid(unit_of_work)
    year_file(unit_of_work, NEW, 2026).unlink()
    (folder(unit_of_work) / "index.html").write_bytes(b"")
    assert refresh_dossiers(LATER, unit_of_work).changed == 0
    assert laid(unit_of_work) == before


def test_new_facts_make_a_new_version_and_the_old_stays_archived(unit_of_work: UnitOfWork) -> None:
    entered(unit_of_work)
    refresh_dossiers(ON, unit_of_work)
    first = year_file(unit_of_work, NEW, 2026).read_bytes()
    earlier = year_file(unit_of_work, OLD, 2022).read_bytes()
    record_plaques(MODEL_2026, date(2026, 12, 28), "李明", unit_of_work)
    assert refresh_dossiers(LATER, unit_of_work) == Made(2, 3, 2)
    assert [row for row in versions(unit_of_work) if row[0] == NEW and row[2] == "studio_dossier"] == [
        (NEW, 2026, "studio_dossier", 1, ON),
        (NEW, 2026, "studio_dossier", 2, LATER),
    ]
    second = year_file(unit_of_work, NEW, 2026).read_bytes()
    assert second != first
    assert year_file(unit_of_work, OLD, 2022).read_bytes() == earlier
    with unit_of_work as work:
        shas = work.connection.scalars(
            select(studio_dossier.c.sha256)
            .where(studio_dossier.c.studio_no == NEW, studio_dossier.c.part == "studio_dossier")
            .order_by(studio_dossier.c.version)
        ).all()
    assert [unit_of_work.archive.get(sha256) for sha256 in shas] == [first, second]
    (part,) = (part for part in find_studio(NEW, unit_of_work).parts if part.is_document)
    assert part.version == 2


def test_personal_numbers_are_in_no_file_and_no_name(unit_of_work: UnitOfWork) -> None:
    entered(unit_of_work)
    with unit_of_work as work:
        name = f"证件{PERSON_ID}.pdf"
        named(
            work,
            STANDARD,
            2,
            of=MODEL_2026,
            project_name=f"联系 {PERSON_ID} 工作室",
            results_note=f"账号{ACCOUNT}",
            evidence_names=["申报材料.pdf", name],
            leader_honour="none",
        )
        sha256 = work.keep(b"%PDF-1.7 card", name=name, media_type="application/pdf", origin="received")
        work.connection.execute(
            insert(evidence_file).values(
                cycle=str(MODEL_2026), body_code="0101", file_name=name, sha256=sha256, received_on=ON
            )
        )
    enter_named(MODEL_2026, ON, "锡工发〔2026〕51号", unit_of_work)
    plaque_list(MODEL_2026, ON, unit_of_work)
    refresh_dossiers(ON, unit_of_work)
    looked_at = 0
    for path, text in everything(folder(unit_of_work)):
        looked_at += 1
        assert PERSON_ID not in text, path
        assert ACCOUNT not in text, path
        assert PERSON_ID[-4:] not in path.name
    assert looked_at == 13


def test_one_studio_or_one_year_is_refreshed(unit_of_work: UnitOfWork) -> None:
    entered(unit_of_work)
    assert refresh_dossiers(ON, unit_of_work, studio_no=OLD.lower(), year=2022) == Made(1, 1, 1)
    assert refresh_dossiers(ON, unit_of_work, year=2022) == Made(1, 1, 0)
    assert refresh_dossiers(ON, unit_of_work, studio_no=OLD) == Made(1, 2, 2)
    assert refresh_dossiers(ON, unit_of_work, year=1999) == Made(0, 0, 0)
    assert str(refresh_dossiers(ON, unit_of_work)) == "工作室 2 个，年度档案 3 份，新增或更新材料 2 件"


def test_what_there_is_not_is_refused(unit_of_work: UnitOfWork) -> None:
    entered(unit_of_work)
    with pytest.raises(NoSuchYear, match="有档案的年份：2022、2026"):
        refresh_dossiers(ON, unit_of_work, studio_no=OLD, year=2023)
    with pytest.raises(UnknownStudio):
        refresh_dossiers(ON, unit_of_work, studio_no="L2026-002")
    with pytest.raises(NamesNoStudios):
        make_dossiers(CYCLE, ON, unit_of_work)


def test_an_empty_register_lays_nothing(unit_of_work: UnitOfWork) -> None:
    assert refresh_dossiers(ON, unit_of_work) == Made(0, 0, 0)
    assert not folder(unit_of_work).exists()


def test_two_workers_make_each_version_once(unit_of_work: UnitOfWork, settings: Settings) -> None:
    entered(unit_of_work)
    begin = Barrier(2)

    def make(_: int) -> Made:
        begin.wait(timeout=30)
        return refresh_dossiers(ON, wiring.unit_of_work(settings))

    with ThreadPoolExecutor(2) as workers:
        done = list(workers.map(make, range(2)))
    assert sum(made.changed for made in done) == 5
    assert {row[3] for row in versions(unit_of_work)} == {1}


def test_index_is_sorted_and_every_link_leads_somewhere(unit_of_work: UnitOfWork) -> None:
    entered(unit_of_work)
    with unit_of_work as work:
        standing(work, "Z2022-001", name="护理 #1“急诊”/<b>创新</b>工作室?100%")
    refresh_dossiers(ON, unit_of_work)
    index = folder(unit_of_work) / "index.html"
    text = index.read_text(encoding="utf-8")
    assert [text.index(f">{number}</a>") for number in (OLD, NEW, "Z2022-001")] == sorted(
        text.index(f">{number}</a>") for number in (OLD, NEW, "Z2022-001")
    )
    assert "劳模创新工作室（2个，其中示范性1个）" in text
    assert "护理 #1“急诊”/&lt;b&gt;创新&lt;/b&gt;工作室?100%" in text
    assert text.count(">2022年</a>") == 2
    pages = [index, *(index.parent / unquote(link) for link in LINK.findall(text) if link.endswith("index.html"))]
    assert len(pages) == 4
    links = 0
    for page in pages:
        for link in LINK.findall(page.read_text(encoding="utf-8")):
            links += 1
            assert (page.parent / unquote(unescape(link))).is_file(), link
    assert links == 17


def test_list_names_every_part_with_its_hash(unit_of_work: UnitOfWork) -> None:
    entered(unit_of_work)
    refresh_dossiers(ON, unit_of_work)
    page = load_workbook(folder(unit_of_work) / "工作室档案目录.xlsx").worksheets[0]
    rows = list(page.iter_rows(min_row=3, values_only=True))
    assert len(rows) == 5
    for row in rows:
        content = (folder(unit_of_work) / str(row[8])).read_bytes()
        assert unit_of_work.archive.get(str(row[9])) == content
    assert [row[5] for row in rows[:3]] == ["年度档案", "年度档案", "证明材料"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("王建国创新工作室", "王建国创新工作室"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a\\b/c:d*e?f"g<h>i|j#k%l', "a_b_c_d_e_f_g_h_i_j_k_l"),
        (" 尾随。. ", "尾随。"),
        ("换\n行\u202e反向\u200b零宽", "换_行_反向_零宽"),
        ("..", "_"),
        ("", "_"),
        (f"身份证{PERSON_ID}", "身份证［号码略］"),
        ("长" * 200, "长" * 40),
    ],
)
def test_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=300))
def test_any_name_is_one_part_of_a_path(text: str) -> None:
    name = safe_name(text)
    assert Path(name).name == name not in ("", ".", "..")
    assert len(name.encode()) <= 120
    assert not [one for one in name if unicodedata.category(one) in ("Cc", "Cf", "Cs")]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("场地照片.jpg", "证明材料/03-场地照片.jpg"),
        ("0101/../场地.PDF", "证明材料/03-场地.PDF"),
        ("没有后缀", "证明材料/03-没有后缀"),
        ("点.在.中间.docx", "证明材料/03-点.在.中间.docx"),
        ("怪后缀.j/pg", "证明材料/03-pg"),
        ("长" * 100 + ".jpg", "证明材料/03-" + "长" * 38 + ".jpg"),
    ],
)
def test_evidence_keeps_its_place_and_its_ending(name: str, place: str) -> None:
    assert evidence_name(3, name) == place


def test_two_studios_of_one_name_have_folders_of_their_own(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        standing(work, "L2021-003", name="同名/工作室")
        standing(work, "L2021-004", name="同名:工作室")
    refresh_dossiers(ON, unit_of_work)
    assert {path.name for path in folder(unit_of_work).iterdir() if path.is_dir()} == {
        "L2021-003-同名_工作室",
        "L2021-004-同名_工作室",
    }


@pytest.mark.parametrize("name", ["studio_index.html.j2", "studio_file.html.j2"])
def test_page_never_goes_out_with_a_gap(name: str) -> None:
    page = page_templates(PROJECT_ROOT / "templates" / "pages").get_template(name)
    with pytest.raises(UndefinedError):
        page.render({})
