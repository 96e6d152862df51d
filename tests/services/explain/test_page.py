"""The page: complete without scripts, safe against what people write, and without personal numbers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from tests.services.disbursement.cases import answer, idea, reconcile, sent
from tests.services.explain.cases import LATER, returned, send, taken
from tests.services.explain.test_telling import lay
from tests.services.intake.books import TECH, id_number, nominations, row

from honours.domain.states import NominationState
from honours.services.explain import UnknownNomination
from honours.services.explain.page import page, search_page
from honours.storage.settings import PROJECT_ROOT
from honours.storage.unit_of_work import UnitOfWork

TEMPLATES = PROJECT_ROOT / "templates"
ON = date(2025, 11, 1)
HOSTILE = "<script>alert('一')</script>&\"轴承"


def written(html: str) -> str:
    """Return the text of the page as people read it."""
    return re.sub(r"<[^>]*>", "", html.partition("</style>")[2])


def test_page_is_whole_and_tells_everything(house: UnitOfWork) -> None:
    send(house, nominations({TECH: [row(TECH, 1, is_medical="是")]}))
    html = page(taken("2025-KJ-0101-001", house), ON, TEMPLATES)
    assert html.startswith("<!doctype html>")
    for outside in ("<script", "src=", "http://", "https://", "@import", "url("):
        assert outside not in html
    text = written(html)
    for said in (
        "高精度轴承磨削工艺1",
        "2025-KJ-0101-001",
        "等待报送截止（2025-10-31 24时）",
        "尚未审查，以下按现有材料预判，不作为结论",
        "医药项目不参评",
        "自2021-09-22起施行，锡工发〔2021〕31号",
        "S3（是否医药类项目）",
        "收到的证明材料",
        "制作日期 2025-11-01",
    ):
        assert said in text, said
    assert text.index("不符合") < text.index("需人工认定") < text.rindex("符合")
    assert "size: A4" in html


def test_what_people_write_is_never_markup(house: UnitOfWork) -> None:
    hostile = row(TECH, 1, project_name=HOSTILE, person_name="<b>王</b>", posting_place="<img src=x>")
    send(house, nominations({TECH: [hostile]}), "<i>申报</i>表.xlsx")
    send(house, nominations({TECH: [row(TECH, 1, is_medical="<u>否</u>")]}), "更正.xlsx", LATER)
    told = taken("2025-KJ-0101-001", house)
    for html in (page(told, ON, TEMPLATES), page(told, ON, TEMPLATES, search="/honours/explain")):
        for markup in ("<script", "<b>", "<img", "<i>", "<u>"):
            assert markup not in html
        assert "&lt;script&gt;" in html
    miss = UnknownNomination("<script>x</script>", ())
    asked = search_page(TEMPLATES, search="/honours/explain", asked='"><script>', miss=miss)
    assert "<script" not in asked


@pytest.mark.parametrize("state", list(NominationState))
def test_every_state_has_a_page(unit_of_work: UnitOfWork, state: NominationState) -> None:
    lay(unit_of_work, state=state)
    assert state.label in written(page(taken("2025-KJ-0101-001", unit_of_work), ON, TEMPLATES))


def test_returned_row_has_a_page(house: UnitOfWork) -> None:
    bad = id_number(2)[:-1] + ("0" if id_number(2)[-1] != "0" else "1")
    send(house, nominations({TECH: [row(TECH, 2, person_id=bad, completer_rank="第一")]}))
    text = written(page(returned("2025-KJ-0101-002", house), ON, TEMPLATES))
    assert "退回" in text
    assert "第一" in text
    assert "（不显示）" in text
    assert bad not in text


def test_payments_are_shown_without_the_account(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    answer(unit_of_work, tmp_path, sent(unit_of_work, idea(1)))
    reconcile(unit_of_work)
    html = page(taken("2025-JD-0101-001", unit_of_work), ON, TEMPLATES)
    assert "已结清" in html
    assert "2,000.00" in html
    assert "6222" not in html
    assert "320204" not in html


def test_form_stands_on_the_page_only_where_there_is_something_to_ask(house: UnitOfWork) -> None:
    send(house, nominations({TECH: [row(TECH, 1)]}))
    told = taken("2025-KJ-0101-001", house)
    assert "<form" not in page(told, ON, TEMPLATES)
    assert 'action="/honours/explain"' in page(told, ON, TEMPLATES, search="/honours/explain")


def test_template_refuses_what_it_is_not_given(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "search.html").write_text("{{ nobody_gives_this }}", encoding="utf-8")
    with pytest.raises(UndefinedError):
        search_page(tmp_path, search="/honours/explain")
