"""The register holds every article of the three regulations, and a broken register is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from honours.domain.cycle import Scheme
from honours.regulation.loader import regulation
from honours.regulation.register import Kind, Link, LinkKind, UnknownArticle, read_register
from honours.regulation.tables import BrokenTable

ARTICLES = regulation().articles

HEAD = """
[regulation]
scheme = "achievement_award"
prefix = "award"
title = "办法"
articles = {count}
source = "锡工发〔2021〕31号"
published_on = 2021-09-22
effective_on = 2021-09-22
"""


BY_RULE = '[article.by.rule]\n"award/one" = "一条规则"\n'


def article(article_id: str, kind: str = "rule", summary: str = "一句话。", place: str = "") -> str:
    return f'[[article]]\nid = "{article_id}"\nkind = "{kind}"\nsummary = "{summary}"\n{place}'


@pytest.mark.parametrize(
    ("scheme", "articles", "items"),
    [
        (Scheme.MODEL_WORKER_STUDIO, 30, 28),
        (Scheme.EMPLOYEE_STUDIO, 19, 7),
        (Scheme.ACHIEVEMENT_AWARD, 21, 21),
    ],
)
def test_all_articles_and_numbered_items_are_registered(scheme: Scheme, articles: int, items: int) -> None:
    found = ARTICLES.of_scheme(scheme)
    assert [item.article_no for item in found if item.item_no == 0] == list(range(1, articles + 1))
    assert sum(1 for item in found if item.item_no) == items


def test_there_are_seventy_articles() -> None:
    assert sum(1 for item in ARTICLES.values() if item.item_no == 0) == 70
    assert len(ARTICLES) == 126


def test_summaries_are_one_short_line_each_and_all_kinds_are_used() -> None:
    summaries = [item.summary for item in ARTICLES.values()]
    assert all(summary.endswith("。") and "\n" not in summary and len(summary) <= 60 for summary in summaries)
    assert {item.kind for item in ARTICLES.values()} == set(Kind)
    assert all(kind.label for kind in Kind)


def test_reasons_and_gaps_are_one_sentence_each() -> None:
    words = [said for item in ARTICLES.values() for said in (item.because, item.awaits) if said]
    assert len(words) >= 30
    assert [said for said in words if not said.endswith("。") or "\n" in said or len(said) > 60] == []


def test_what_carries_an_article_out_is_read(tmp_path: Path) -> None:
    place = 'awaits = "还差一步。"\n[article.by.task]\n"call/open" = "启动"\n' + BY_RULE
    (tmp_path / "award.toml").write_text(HEAD.format(count=1) + article("award/1", place=place), encoding="utf-8")
    found = read_register(tmp_path)["award/1"]
    assert found.links == (Link(LinkKind.RULE, "award/one", "一条规则"), Link(LinkKind.TASK, "call/open", "启动"))
    assert found.links_of(LinkKind.TASK) == found.links[1:]
    assert (found.because, found.awaits, found.standing.label) == ("", "还差一步。", "部分办理")


@pytest.mark.parametrize(
    ("place", "standing"),
    [
        pytest.param("", "尚未实现", id="nothing"),
        pytest.param('because = "不必。"\n', "无需系统办理", id="because"),
        pytest.param('awaits = "还没有。"\n', "尚未实现", id="awaits"),
        pytest.param(BY_RULE, "系统办理", id="by"),
        pytest.param('awaits = "还没有。"\n' + BY_RULE, "部分办理", id="by and awaits"),
        pytest.param('awaits = "还没有。"\n[article.by.value]\nx = "数"\n', "尚未实现", id="a number only"),
    ],
)
def test_standing_of_an_article(tmp_path: Path, place: str, standing: str) -> None:
    (tmp_path / "award.toml").write_text(HEAD.format(count=1) + article("award/1", place=place), encoding="utf-8")
    found = read_register(tmp_path)["award/1"]
    assert found.standing.label == standing
    assert found.has_place is bool(place)


@pytest.mark.parametrize(
    ("article_id", "label"),
    [
        ("award/12", "《无锡市职工创新成果奖励管理办法（试行）》第十二条"),
        ("award/10", "《无锡市职工创新成果奖励管理办法（试行）》第十条"),
        ("model-studio/20", "《无锡市劳模创新工作室管理办法（修订）》第二十条"),
        ("model-studio/15.4", "《无锡市劳模创新工作室管理办法（修订）》第十五条第4项"),
        ("employee-studio/9", "《无锡市职工创新工作室管理办法（试行）》第九条"),
    ],
)
def test_an_article_is_cited_as_people_do(article_id: str, label: str) -> None:
    assert ARTICLES[article_id].label == label


@pytest.mark.parametrize(
    ("article_id", "near"),
    [("award/22", "award/2"), ("awards/12", "award/12"), ("model-studio/15.6", "model-studio/15.5")],
)
def test_an_unknown_article_lists_near_ones(article_id: str, near: str) -> None:
    with pytest.raises(UnknownArticle, match="不存在") as caught:
        ARTICLES[article_id]
    assert near in caught.value.near
    assert article_id not in ARTICLES


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(HEAD.format(count=2) + article("award/1"), "应有 2 条，登记到第 1 条", id="too few"),
        pytest.param(HEAD.format(count=1) + article("award/1") * 2, "award/1 重复登记", id="twice"),
        pytest.param(HEAD.format(count=3) + article("award/1") + article("award/3"), "之前缺少一条", id="gap"),
        pytest.param(
            HEAD.format(count=1) + article("award/1") + article("award/1.2"), "award/1.2 之前缺少一条", id="item gap"
        ),
        pytest.param(HEAD.format(count=1) + article("award/1.1"), "之前缺少一条", id="item without its article"),
        pytest.param(HEAD.format(count=1) + article("studio/1"), "应写作 award/1", id="another regulation"),
        pytest.param(HEAD.format(count=1) + article("award/01"), "应写作 award/1", id="leading zero"),
        pytest.param(HEAD.format(count=1) + article("award/1", kind="law"), "应为以下之一：rule、step", id="kind"),
        pytest.param(HEAD.format(count=1) + article("award/1", summary=" "), "summary 的值“ ”不对", id="no summary"),
        pytest.param(
            HEAD.format(count=1) + article("award/1") + 'text = "原文"\n', "不认识字段 text", id="unknown field"
        ),
        pytest.param(HEAD.format(count=1).replace("title", "name"), "缺少字段 title", id="missing field"),
        pytest.param(HEAD.format(count=1).replace("2021-09-22", "2021", 1), "published_on 的值“2021”不对", id="year"),
        pytest.param(HEAD.format(count='"1"') + article("award/1"), "articles 的值“1”不对，应为不小于 1", id="text"),
        pytest.param(HEAD.format(count=1).replace("achievement_award", "award"), "scheme 的值“award”不对", id="scheme"),
        pytest.param("regulation = 1", "应为一个表", id="no table"),
        pytest.param(HEAD.format(count=1) + 'prefix = "award"', "不是正确的 TOML", id="key twice"),
        pytest.param(
            HEAD.format(count=1) + article("award/1", place='because = "不必。"\n' + BY_RULE),
            "award/1 写了 because（不需要系统办理），就不能再有 by",
            id="needs nothing and has something",
        ),
        pytest.param(
            HEAD.format(count=1) + article("award/1", place='because = "不必。"\nawaits = "还没有。"\n'),
            "不能再有 by（由什么办理）或 awaits",
            id="needs nothing and awaits something",
        ),
        pytest.param(
            HEAD.format(count=1) + article("award/1", place='because = " "\n'), "because 的值“ ”不对", id="no reason"
        ),
        pytest.param(
            HEAD.format(count=1) + article("award/1", place="[article.by]\n"),
            "article 第1项.by：没有列出任何办理的事物.*可用：rule、task",
            id="by nothing",
        ),
        pytest.param(
            HEAD.format(count=1) + article("award/1", place='[article.by.rules]\nx = "x"\n'),
            "article 第1项.by：不认识字段 rules。可用的字段为：document、expectation",
            id="unknown kind of thing",
        ),
        pytest.param(
            HEAD.format(count=1) + article("award/1", place="[article.by.rule]\nx = 1\n"),
            "article 第1项.by.rule：字段 x 的值“1”不对，应为非空文字",
            id="thing without a name",
        ),
        pytest.param(
            HEAD.format(count=1) + article("award/1", place='[article.by]\nrule = "x"\n'),
            "rule 的值“x”不对，应为一个表",
            id="things that are no table",
        ),
    ],
)
def test_a_broken_register_is_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "award.toml"
    path.write_text(HEAD.format(count=1) + article("award/1"), encoding="utf-8")
    assert len(read_register(tmp_path)) == 1
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenTable, match=says) as caught:
        read_register(tmp_path)
    assert "award.toml" in str(caught.value)
