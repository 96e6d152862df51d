"""The register of articles: all three regulations, each article with our own one-line summary."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from honours.domain.cycle import Scheme
from honours.domain.errors import WrongUse
from honours.regulation.tables import BrokenTable, Table, read_table

_ID = re.compile(r"(?P<prefix>[a-z]+(?:-[a-z]+)*)/(?P<no>[1-9]\d*)(?:\.(?P<item>[1-9]\d*))?")


class Kind(StrEnum):
    """What an article asks for."""

    RULE = "rule"
    STEP = "step"
    DOCUMENT = "document"
    RECORD = "record"
    MONEY = "money"
    GUIDANCE = "guidance"

    @property
    def label(self) -> str:
        """The kind in Chinese."""
        return _LABELS[self]


_LABELS = {
    Kind.RULE: "条件",
    Kind.STEP: "程序",
    Kind.DOCUMENT: "材料",
    Kind.RECORD: "台账",
    Kind.MONEY: "资金",
    Kind.GUIDANCE: "指导",
}


@dataclass(frozen=True, slots=True)
class Enactment:
    """One of the regulations: its scheme, Chinese title, source, and the days it was published and took effect."""

    scheme: Scheme
    prefix: str
    title: str
    source: str
    published_on: date
    effective_on: date


@dataclass(frozen=True, slots=True)
class Article:
    """One article, or one numbered item of an article (``item_no`` is 0 for the article itself)."""

    id: str
    enactment: Enactment
    article_no: int
    item_no: int
    kind: Kind
    summary: str

    @property
    def scheme(self) -> Scheme:
        """The scheme that the article governs."""
        return self.enactment.scheme

    @property
    def label(self) -> str:
        """The article as people cite it: the title of its regulation, 第七条, and 第4项 for a numbered item."""
        item = f"第{self.item_no}项" if self.item_no else ""
        return f"《{self.enactment.title}》第{_chinese_number(self.article_no)}条{item}"


class UnknownArticle(WrongUse):
    """An id that is in no regulation; carries the id and near ones."""

    def __init__(self, article_id: str, known: Iterable[str]) -> None:
        self.article_id = article_id
        self.near = tuple(difflib.get_close_matches(article_id, list(known), n=3, cutoff=0.5))
        hint = f"相近的有：{'、'.join(self.near)}。" if self.near else "条款写作 award/12、model-studio/15.4。"
        super().__init__(f"条款“{article_id}”不存在。{hint}")


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
    kind = Kind(item.choice("kind", [kind.value for kind in Kind]))
    summary = item.text("summary")
    item.done()
    return Article(article_id, enactment, int(match["no"]), int(match["item"] or 0), kind, summary)


def _check_order(item: Table, article: Article, seen: set[tuple[int, int]]) -> None:
    """Refuse an article that is there already or that leaves out the one before it."""
    if (article.article_no, article.item_no) in seen:
        raise item.refuse(f"条款 {article.id} 重复登记。")
    before = (article.article_no, article.item_no - 1) if article.item_no else (article.article_no - 1, 0)
    if before != (0, 0) and before not in seen:
        raise item.refuse(f"条款 {article.id} 之前缺少一条，请按顺序登记。")


def _chinese_number(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if tens == 0:
        return digits[ones]
    return f"{digits[tens] if tens > 1 else ''}十{digits[ones] if ones else ''}"


__all__ = ["Article", "BrokenTable", "Enactment", "Kind", "Register", "UnknownArticle", "read_register"]
