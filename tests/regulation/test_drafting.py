"""Drafting writes the links anew and leaves every word of people as it is."""

from __future__ import annotations

import tomllib

import pytest

from honours.regulation.articles import Link, LinkKind
from honours.regulation.drafting import draft
from honours.regulation.loader import DATA
from honours.regulation.tables import BrokenTable

WRITTEN = """# The register.

[regulation]
prefix = "award"

[[article]]
# Why this one is special.
id = "award/1"
summary = "[[article]] 只是文字。"
awaits = "还差一步。"

[[article]]
id = "award/2"
summary = "第二条。"
"""
RULE = Link(LinkKind.RULE, "award/one", '写着“引号”和 "quotes" 与 \\ 斜线')
TABLE = Link(LinkKind.TABLE, "cycle", "周期")


def test_links_are_written_under_their_article() -> None:
    drafted = draft("award.toml", WRITTEN, {"award/1": (RULE, TABLE), "award/2": (TABLE,)})
    one, two = tomllib.loads(drafted)["article"]
    assert one["by"] == {"rule": {"award/one": RULE.name}, "table": {"cycle": "周期"}}
    assert two["by"] == {"table": {"cycle": "周期"}}
    assert [line for line in WRITTEN.splitlines() if line not in drafted.splitlines()] == []


def test_drafting_again_changes_nothing_and_without_claims_the_links_go() -> None:
    links = {"award/1": (RULE,), "award/2": (TABLE,)}
    drafted = draft("award.toml", WRITTEN, links)
    assert draft("award.toml", drafted, links) == drafted
    assert draft("award.toml", drafted, {}) == WRITTEN


def test_a_comment_that_would_be_lost_is_refused() -> None:
    drafted = draft("award.toml", WRITTEN, {"award/1": (RULE,)}).replace("[[article]]\nid", "# Lost.\n[[article]]\nid")
    with pytest.raises(BrokenTable, match=r"award\.toml 的 award/1：注释写在 \[article\.by\] 之后会在改写时丢失"):
        draft("award.toml", drafted, {})


@pytest.mark.parametrize("name", ["award", "model_studio", "employee_studio"])
def test_the_words_of_the_register_survive(name: str) -> None:
    text = (DATA / "articles" / f"{name}.toml").read_text(encoding="utf-8")
    bare = tomllib.loads(draft(f"{name}.toml", text, {}))
    for article in (full := tomllib.loads(text))["article"]:
        article.pop("by", None)
    assert bare == full
