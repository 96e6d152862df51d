"""The page of a public notice says what the Word file says, in one file without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from tests.builders import CYCLE
from tests.services.documents.facts import STUDIO_CYCLES, a_naming_notice, a_public_notice, project
from tests.services.notice.test_notice import number, on_notice, text_of

from honours.domain.cycle import Category, Cycle
from honours.services.documents.guards import PersonalNumberInText
from honours.services.notice.page import notice_page
from honours.services.studios.dossier.pages import page_templates
from honours.storage.settings import PROJECT_ROOT
from honours.storage.unit_of_work import UnitOfWork

TEMPLATES = PROJECT_ROOT / "templates"
PROJECTS = tuple(project(1, category) for category in CYCLE.categories)


def plain(page: str) -> str:
    return re.sub(r"<[^>]+>", "", re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))


def test_page_of_the_outbox_has_every_fact_of_the_word_file(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    on_notice(unit_of_work, tmp_path / "in")
    folder = unit_of_work.settings.outbox / CYCLE.slug / "notice"
    (word,) = folder.glob("*公示.docx")
    page = plain((folder / word.with_suffix(".html").name).read_text("utf-8"))
    said = text_of(word)
    for fact in (
        number(1),
        number(3),
        "自2025年11月26日起，至2025年12月3日24时止，计5个工作日",
        "锡工办发〔2025〕27号",
    ):
        assert fact in said
        assert fact in page
    for label in ("联系电话", "电子邮箱", "来信来访", "张贴当日不计入", "11月28日", "第十二条", "行业咨询"):
        assert label in said
        assert label in page


def test_page_needs_no_other_file_and_no_script_and_prints() -> None:
    page = notice_page(a_public_notice(PROJECTS), TEMPLATES).decode()
    assert re.findall(r"<script|<link|<img|src=|href=|url\(|@import", page) == []
    assert "@media print" in page
    assert "@page" in page


@pytest.mark.parametrize("cycle", STUDIO_CYCLES, ids=str)
def test_page_of_studios_says_how_they_were_examined(cycle: Cycle) -> None:
    page = plain(notice_page(a_naming_notice(cycle), TEMPLATES).decode())
    assert f"拟命名{cycle.label}" in page
    assert "行业咨询" not in page
    assert ("现场核实" in page) == (cycle.scheme.value == "model_worker_studio")


def test_text_of_people_stays_text() -> None:
    page = notice_page(a_public_notice((project(1, person="李<b>&明"),)), TEMPLATES).decode()
    assert "李&lt;b&gt;&amp;明" in page


def test_personal_number_is_not_published() -> None:
    listed = (project(1, Category.TECH_ACHIEVEMENT, person="李明 320204198001010015"),)
    with pytest.raises(PersonalNumberInText):
        notice_page(a_public_notice(listed), TEMPLATES)


def test_gap_in_the_template_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        page_templates(TEMPLATES / "pages").get_template("notice.html.j2").render(issuer="某会")
