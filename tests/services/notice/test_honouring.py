"""Certificates, medals and the recommendation to the province: what a person decides, and nothing of it by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import select
from tests.builders import CYCLE
from tests.services.notice.awarded import (
    DECISION_NO,
    IDEA,
    LETTER_NO,
    METHOD,
    NOTICE_NO,
    ON,
    PATENT,
    TECH,
    award_later,
    awarded,
    number,
)

from honours.services.decisions import DecisionKind, find_decision
from honours.services.documents.wording import NotDocumentNo
from honours.services.notice.certificates import certificate_list
from honours.services.notice.medals import (
    DecideMedals,
    MedalsRefused,
    decide_medals,
    make_medal_lists,
    medals_decided,
    medals_markdown,
    medals_open,
)
from honours.services.notice.recommendation import (
    Recommend,
    RecommendationRefused,
    make_recommendation,
    recommend,
    recommendable_markdown,
)
from honours.storage.tables import document
from honours.storage.unit_of_work import UnitOfWork

MEDALS = DecideMedals(cycle=CYCLE, decided_on=ON, decided_by="operations", withheld={}, run_id="run")
LETTER = Recommend(
    cycle=CYCLE,
    decided_on=ON,
    decided_by="operations",
    nomination_nos=(number(PATENT), number(TECH)),
    is_nobody=False,
    document_no=LETTER_NO,
    run_id="run",
)


@pytest.fixture
def ended(unit_of_work: UnitOfWork) -> UnitOfWork:
    return awarded(unit_of_work)


def outbox(unit: UnitOfWork, name: str) -> Path:
    return unit.settings.outbox / CYCLE.slug / "notice" / f"{CYCLE.label}{name}"


def column(path: Path, header: str) -> list[object]:
    """Return the values below a header of the only sheet of a list."""
    found = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
    head = next(place for place, row in enumerate(found) if header in row)
    return [row[found[head].index(header)] for row in found[head + 1 :]]


def versions(unit: UnitOfWork, kind: str) -> list[int]:
    with unit as work:
        return list(work.connection.scalars(select(document.c.version).where(document.c.kind == kind)))


def text_of(path: Path) -> str:
    paper = Document(str(path))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def test_every_awarded_entry_gets_a_certificate_and_a_held_one_none(unit_of_work: UnitOfWork) -> None:
    awarded(unit_of_work, held=METHOD)
    assert certificate_list(CYCLE, ON, unit_of_work) == 3
    path = outbox(unit_of_work, "获奖证书制作清单.xlsx")
    assert column(path, "编号") == [number(TECH), number(PATENT), number(IDEA)]
    assert all("2025年职工创新成果奖" in str(says) for says in column(path, "证书文字"))
    assert certificate_list(CYCLE, ON, unit_of_work) == 3
    assert versions(unit_of_work, "certificate_list") == [1]
    award_later(unit_of_work, METHOD)
    assert certificate_list(CYCLE, ON, unit_of_work) == 4
    assert versions(unit_of_work, "certificate_list") == [1, 2]


def test_nothing_awarded_is_no_list(unit_of_work: UnitOfWork) -> None:
    assert certificate_list(CYCLE, ON, unit_of_work) == 0
    assert make_medal_lists(CYCLE, ON, unit_of_work) == 0
    assert make_recommendation(CYCLE, ON, unit_of_work) == 0
    assert recommendable_markdown(CYCLE, unit_of_work) is None
    assert not unit_of_work.settings.outbox.exists()


def test_nobody_gets_a_medal_before_a_person_said_so(ended: UnitOfWork) -> None:
    assert len(medals_open(CYCLE, ended)) == 4
    assert make_medal_lists(CYCLE, ON, ended) == 0
    assert versions(ended, "medal_list") == []


def test_medal_goes_to_all_but_those_from_whom_it_is_withheld(ended: UnitOfWork) -> None:
    assert number(IDEA) in medals_markdown(CYCLE, ended)
    assert decide_medals(replace(MEDALS, withheld={number(IDEA): "已获授同一荣誉"}), ended) == 3
    assert medals_open(CYCLE, ended) == []
    assert make_medal_lists(CYCLE, ON, ended) == 3
    paper = text_of(outbox(ended, "奖章授予名单.docx"))
    assert all(number(category) in paper for category in (TECH, METHOD, PATENT))
    assert number(IDEA) not in paper
    assert "已获授" not in paper
    assert DECISION_NO in paper
    assert column(outbox(ended, "奖章制作清单.xlsx"), "编号") == [number(TECH), number(METHOD), number(PATENT)]
    assert make_medal_lists(CYCLE, ON, ended) == 3
    assert versions(ended, "medal_list") == [1]


def test_who_is_awarded_later_is_asked_about_then_and_only_that_one(unit_of_work: UnitOfWork) -> None:
    awarded(unit_of_work, held=METHOD)
    decide_medals(MEDALS, unit_of_work)
    award_later(unit_of_work, METHOD)
    assert [one.listed.nomination_no for one in medals_open(CYCLE, unit_of_work)] == [number(METHOD)]
    assert decide_medals(replace(MEDALS, withheld={number(METHOD): "本人申请不授"}), unit_of_work) == 0
    decided = medals_decided(CYCLE, unit_of_work)
    assert decided.granted == {number(TECH), number(PATENT), number(IDEA)}
    assert decided.withheld == {number(METHOD): "本人申请不授"}


@pytest.mark.parametrize(
    ("withheld", "says"),
    [
        pytest.param({"2025-JD-0101-999": "重复"}, "2025-JD-0101-999 不在待定的获奖项目中", id="not awarded"),
        pytest.param({number(TECH): " "}, "未写不授予的理由", id="no reason"),
    ],
)
def test_medals_that_contradict_the_list_are_refused(ended: UnitOfWork, withheld: dict[str, str], says: str) -> None:
    with pytest.raises(MedalsRefused, match=says):
        decide_medals(replace(MEDALS, withheld=withheld), ended)
    assert medals_decided(CYCLE, ended).decisions == 0


def test_decided_medals_are_not_decided_again(ended: UnitOfWork) -> None:
    decide_medals(MEDALS, ended)
    with pytest.raises(MedalsRefused, match="没有待定的获奖项目"):
        decide_medals(MEDALS, ended)


def test_recommendation_keeps_the_order_that_a_person_gave(ended: UnitOfWork) -> None:
    assert recommend(LETTER, ended) == 2
    assert make_recommendation(CYCLE, ON, ended) == 2
    assert column(outbox(ended, "省级评选推荐清单.xlsx"), "编号") == [number(PATENT), number(TECH)]
    letter = outbox(ended, "省级评选推荐函.docx")
    assert [row.cells[1].text for row in Document(str(letter)).tables[0].rows[1:]] == [number(PATENT), number(TECH)]
    assert LETTER_NO in text_of(letter)
    assert make_recommendation(CYCLE, ON, ended) == 2
    assert versions(ended, "provincial_letter") == [1]


def test_golden_ideas_are_never_shown_for_recommendation(ended: UnitOfWork) -> None:
    shown = recommendable_markdown(CYCLE, ended) or ""
    assert number(TECH) in shown
    assert number(IDEA) not in shown


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"nomination_nos": (number(IDEA),)}, "不在推荐范围（办法第十五条）", id="golden idea"),
        pytest.param({"nomination_nos": ("2025-KJ-0101-999",)}, "不是本周期的获奖项目", id="not awarded"),
        pytest.param({"nomination_nos": (number(TECH), number(TECH))}, "写了两次", id="twice"),
        pytest.param({"nomination_nos": ()}, "没有写推荐的编号", id="nobody, not said so"),
        pytest.param({"is_nobody": True}, "又选了本年度不推荐", id="somebody and nobody"),
        pytest.param({"document_no": DECISION_NO}, "已用于公示或表扬决定", id="number of the decision"),
        pytest.param({"document_no": NOTICE_NO}, "已用于公示或表扬决定", id="number of the notice"),
    ],
)
def test_recommendation_that_may_not_be_is_refused(ended: UnitOfWork, change: dict[str, object], says: str) -> None:
    with pytest.raises(RecommendationRefused, match=says):
        recommend(replace(LETTER, **change), ended)  # type: ignore[arg-type]
    assert find_decision(CYCLE, DecisionKind.PROVINCIAL_RECOMMENDATION, ended) is None


def test_recommendation_without_a_number_of_the_letter_is_refused(ended: UnitOfWork) -> None:
    with pytest.raises(NotDocumentNo):
        recommend(replace(LETTER, document_no="九号"), ended)


def test_nobody_recommended_is_a_decision_and_makes_no_letter(ended: UnitOfWork) -> None:
    assert recommend(replace(LETTER, nomination_nos=(), is_nobody=True, document_no=""), ended) == 0
    assert make_recommendation(CYCLE, ON, ended) == 0
    assert versions(ended, "provincial_letter") == []
