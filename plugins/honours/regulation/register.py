"""The register of articles: all three regulations, each article with our own one-line summary and its place.

``data/articles/*.toml``: people write ``summary``, and ``because`` (needs nothing of the software) or ``awaits`` (not
there yet); the tables under ``by`` name what carries the article out and are drafted from the code (``make docs``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from honours.domain.cycle import Scheme
from honours.regulation.articles import Article, Enactment, Kind, Link, LinkKind, UnknownArticle
from honours.regulation.tables import BrokenTable, Table, read_table

_ID = re.compile(r"(?P<prefix>[a-z]+(?:-[a-z]+)*)/(?P<no>[1-9]\d*)(?:\.(?P<item>[1-9]\d*))?")


class Register(Mapping[str, Article]):
    """All articles by id, in the order of the regulations; asking for an unknown id raises :class:`UnknownArticle`."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {article.id: article for article in articles}

    def __getitem__(self, article_id: str) -> Article:
        try:
            return self._articles[article_id]
        except KeyError:
            raise UnknownArticle(article_id, self._articles) from None

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._articles

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)

    def of_scheme(self, scheme: Scheme) -> tuple[Article, ...]:
        """Return the articles and items of one regulation."""
        return tuple(article for article in self._articles.values() if article.scheme is scheme)


def read_register(folder: Path) -> Register:
    """Return the register from all files of the folder; raise :class:`BrokenTable` for gaps, repeats and wrong ids."""
    found: list[Article] = []
    for path in sorted(folder.glob("*.toml")):
        found.extend(_read_enactment(read_table(path)))
    return Register(found)


def _read_enactment(table: Table) -> list[Article]:
    head = table.table("regulation")
    enactment = Enactment(
        scheme=Scheme(head.choice("scheme", [scheme.value for scheme in Scheme])),
        prefix=head.text("prefix"),
        title=head.text("title"),
        source=head.text("source"),
        published_on=head.day("published_on"),
        effective_on=head.day("effective_on"),
    )
    expected = head.whole("articles", least=1)
    head.done()
    found: list[Article] = []
    seen: set[tuple[int, int]] = set()
    for item in table.tables("article"):
        article = _read_article(item, enactment)
        _check_order(item, article, seen)
        seen.add((article.article_no, article.item_no))
        found.append(article)
    table.done()
    last = max((article.article_no for article in found), default=0)
    if last != expected:
        raise table.refuse(f"应有 {expected} 条，登记到第 {last} 条。")
    return found


def _read_article(item: Table, enactment: Enactment) -> Article:
    article_id = item.text("id")
    match = _ID.fullmatch(article_id)
    if match is None or match["prefix"] != enactment.prefix:
        raise item.refuse(f"条款号“{article_id}”不对，应写作 {enactment.prefix}/1 或 {enactment.prefix}/1.1。")
    article = Article(
        id=article_id,
        enactment=enactment,
        article_no=int(match["no"]),
        item_no=int(match["item"] or 0),
        kind=Kind(item.choice("kind", [kind.value for kind in Kind])),
        summary=item.text("summary"),
        links=_read_links(item.table("by")) if item.has("by") else (),
        because=item.text("because") if item.has("because") else "",
        awaits=item.text("awaits") if item.has("awaits") else "",
    )
    item.done()
    if article.because and (article.links or article.awaits):
        raise item.refuse(
            f"条款 {article.id} 写了 because（不需要系统办理），就不能再有 by（由什么办理）或 awaits（尚缺什么）。"
            "请只留一边。"
        )
    return article


def _read_links(by: Table) -> tuple[Link, ...]:
    """Return what carries an article out: a table for each kind, in it the id of each thing with its Chinese name."""
    found: list[Link] = []
    for kind in LinkKind:
        if by.has(kind.value):
            things = by.table(kind.value)
            found.extend(Link(kind, name, things.text(name)) for name in things.names())
    by.done()
    if not found:
        raise by.refuse(f"没有列出任何办理的事物。写作 [article.by.rule] 等，可用：{'、'.join(LinkKind)}。")
    return tuple(found)


def _check_order(item: Table, article: Article, seen: set[tuple[int, int]]) -> None:
    """Refuse an article that is there already or that leaves out the one before it."""
    if (article.article_no, article.item_no) in seen:
        raise item.refuse(f"条款 {article.id} 重复登记。")
    before = (article.article_no, article.item_no - 1) if article.item_no else (article.article_no - 1, 0)
    if before != (0, 0) and before not in seen:
        raise item.refuse(f"条款 {article.id} 之前缺少一条，请按顺序登记。")


__all__ = [
    "Article",
    "BrokenTable",
    "Enactment",
    "Kind",
    "Link",
    "LinkKind",
    "Register",
    "UnknownArticle",
    "read_register",
]
