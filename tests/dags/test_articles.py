"""The register of articles and the software say the same, both ways; and the page for auditors is up to date."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from honours.orchestration.articles import PAGE, Drafted, NeedsPeople, draft_register
from honours.orchestration.claims import claims
from honours.regulation.articles import Link, LinkKind
from honours.regulation.claims import Claim, Fault, mismatches
from honours.regulation.loader import DATA, regulation
from honours.regulation.register_page import page

# Airflow itself uses it when it looks for plugins.
pytestmark = pytest.mark.filterwarnings("ignore:GitWildMatchPattern:DeprecationWarning")
REGISTER = regulation().articles


@pytest.fixture(scope="module")
def stated(dag_bag: Any) -> tuple[Claim, ...]:
    """What all things of the software claim."""
    return claims(dag_bag.dags.values())


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the register with its page, to change."""
    shutil.copytree(DATA / "articles", tmp_path / "articles")
    shutil.copy(PAGE, tmp_path)
    return tmp_path / "articles"


def test_every_kind_of_thing_claims_articles(stated: tuple[Claim, ...]) -> None:
    counted = Counter(claim.link.kind for claim in stated if claim.articles)
    assert {kind: counted[kind] for kind in LinkKind if counted[kind] < 8} == {}
    assert counted[LinkKind.RULE] >= 44
    assert counted[LinkKind.TASK] >= 28
    assert counted[LinkKind.EXPECTATION] >= 44


def test_register_and_software_say_the_same(stated: tuple[Claim, ...]) -> None:
    found = mismatches(REGISTER, stated)
    assert not found, "\n".join(str(one) for one in found)


def test_every_article_and_item_has_a_place() -> None:
    assert len(REGISTER) == 126
    assert [article.id for article in REGISTER.values() if not article.has_place] == []


def test_the_page_for_auditors_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(REGISTER), "请运行 make docs"


def test_drafting_again_changes_nothing(stated: tuple[Claim, ...], copied: Path) -> None:
    draft_register(stated, copied, copied.parent / PAGE.name)
    assert draft_register(stated, copied, copied.parent / PAGE.name) == Drafted((), ())


def test_drafting_follows_the_software(stated: tuple[Claim, ...], copied: Path) -> None:
    changed = tuple(
        replace(claim, link=replace(claim.link, name="全新的名称")) if claim.link.id == "public_notice" else claim
        for claim in stated
    )
    page_path = copied.parent / PAGE.name
    assert page_path in draft_register(changed, copied, page_path).changed
    assert "全新的名称" in page_path.read_text(encoding="utf-8")
    assert draft_register(changed, copied, page_path).changed == ()


def test_drafting_names_the_articles_whose_gap_may_be_closed(stated: tuple[Claim, ...], copied: Path) -> None:
    draft_register(stated, copied, copied.parent / PAGE.name)
    step = Link(LinkKind.TASK, "notice/recommend", "推荐到省级评选")
    gained = (*stated, Claim(step, ("award/15", "award/14")), Claim(replace(step, kind=LinkKind.VALUE), ("award/17",)))
    assert draft_register(gained, copied, copied.parent / PAGE.name).to_reread == ("award/15",)


@pytest.mark.parametrize(
    ("article_id", "fault"),
    [
        pytest.param("award/99", Fault.NO_ARTICLE, id="an article that does not exist"),
        pytest.param("award/1", Fault.NOT_IDLE, id="an article that needs nothing"),
    ],
)
def test_drafting_leaves_to_people_what_is_theirs(
    stated: tuple[Claim, ...], copied: Path, article_id: str, fault: Fault
) -> None:
    before = {path: path.read_bytes() for path in copied.iterdir()}
    with pytest.raises(NeedsPeople, match="文件没有改动") as refused:
        draft_register((*stated, Claim(stated[0].link, (article_id,))), copied, copied.parent / PAGE.name)
    assert [one.fault for one in refused.value.found] == [fault]
    assert {path: path.read_bytes() for path in copied.iterdir()} == before


def test_drafting_leaves_no_article_without_a_place(stated: tuple[Claim, ...], copied: Path) -> None:
    bare = [Claim(claim.link, tuple(cited for cited in claim.articles if cited != "award/6.1")) for claim in stated]
    with pytest.raises(NeedsPeople, match=r"award/6\.1 没有着落"):
        draft_register(bare, copied, copied.parent / PAGE.name)
