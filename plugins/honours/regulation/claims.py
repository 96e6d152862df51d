"""What the things of the software claim to carry out, held against what the register says of them.

A rule, a step, an expectation, a document and so on each cite their articles where they are defined. The register lists
them under the article; the two sides are compared here, and drafted from here, so that neither is kept by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from honours.domain.errors import WrongUse
from honours.regulation.articles import Article, Link, LinkKind


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing of the software with the articles that it cites; none for a thing of the house's own."""

    link: Link
    articles: tuple[str, ...]


class NameNotUnique(WrongUse):
    """Two things share kind and id but not their Chinese name; carries both links."""

    def __init__(self, one: Link, other: Link) -> None:
        self.one, self.other = one, other
        super().__init__(
            f"{one.kind.label} {one.id} 有两个名称：“{one.name}”和“{other.name}”。请给它们不同的编号，或统一名称。"
        )


class Fault(StrEnum):
    """How register and software can differ."""

    NO_PLACE = "no_place"
    NO_ARTICLE = "no_article"
    NOT_LISTED = "not_listed"
    NOT_CLAIMED = "not_claimed"
    GONE = "gone"
    RENAMED = "renamed"
    NOT_IDLE = "not_idle"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One difference: what is wrong with which article and, but for an article without a place, with which thing."""

    fault: Fault
    article_id: str
    link: Link | None = None

    def __str__(self) -> str:
        thing = f"{self.link.kind.label} {self.link.id}（{self.link.name}）" if self.link else ""
        return {
            Fault.NO_PLACE: f"{self.article_id} 没有着落：没有办理的事物，也没有写 because 或 awaits。",
            Fault.NO_ARTICLE: f"{thing}引用的条款 {self.article_id} 不存在。",
            Fault.NOT_LISTED: f"{thing}引用 {self.article_id}，登记表没有列出。请运行 make docs。",
            Fault.NOT_CLAIMED: f"{self.article_id} 列出{thing}，它并不引用该条。请运行 make docs。",
            Fault.GONE: f"{self.article_id} 列出{thing}，已经没有这一事物。请运行 make docs。",
            Fault.RENAMED: f"{self.article_id} 列出{thing}，名称已经改变。请运行 make docs。",
            Fault.NOT_IDLE: f"{thing}引用 {self.article_id}，而该条写着 because（不需要系统办理）。请删去 because。",
        }[self.fault]


def gathered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return one claim a thing with all its articles, in order; raise :class:`NameNotUnique`."""
    found: dict[tuple[LinkKind, str], Claim] = {}
    for claim in claims:
        key = (claim.link.kind, claim.link.id)
        before = found.get(key, Claim(claim.link, ()))
        if before.link != claim.link:
            raise NameNotUnique(before.link, claim.link)
        found[key] = Claim(claim.link, tuple(dict.fromkeys((*before.articles, *claim.articles))))
    return tuple(found.values())


def links_by_article(claims: Iterable[Claim]) -> dict[str, tuple[Link, ...]]:
    """Return what claims each article, by kind and within a kind in the order of the claims."""
    order = list(LinkKind)
    found: dict[str, list[Link]] = {}
    for claim in gathered(claims):
        for article_id in claim.articles:
            found.setdefault(article_id, []).append(claim.link)
    return {
        article_id: tuple(sorted(links, key=lambda link: order.index(link.kind))) for article_id, links in found.items()
    }


def mismatches(register: Mapping[str, Article], claims: Iterable[Claim]) -> tuple[Mismatch, ...]:
    """Return every difference between the register and what the things of the software claim; empty when they agree."""
    stated = gathered(claims)
    names = {(claim.link.kind, claim.link.id): claim.link.name for claim in stated}
    wanted = links_by_article(stated)
    found = [
        Mismatch(Fault.NO_ARTICLE, article_id, link)
        for article_id, links in wanted.items()
        if article_id not in register
        for link in links
    ]
    for article in register.values():
        found += _of_article(article, wanted.get(article.id, ()), names)
    return tuple(found)


def _of_article(
    article: Article, wanted: tuple[Link, ...], names: Mapping[tuple[LinkKind, str], str]
) -> Iterable[Mismatch]:
    if not article.has_place and not wanted:
        yield Mismatch(Fault.NO_PLACE, article.id)
    listed = {(link.kind, link.id): link for link in article.links}
    for link in wanted:
        if article.because:
            yield Mismatch(Fault.NOT_IDLE, article.id, link)
        elif (link.kind, link.id) not in listed:
            yield Mismatch(Fault.NOT_LISTED, article.id, link)
    claimed = {(link.kind, link.id) for link in wanted}
    for key, link in listed.items():
        if key not in names:
            yield Mismatch(Fault.GONE, article.id, link)
        elif key not in claimed:
            yield Mismatch(Fault.NOT_CLAIMED, article.id, link)
        elif link.name != names[key]:
            yield Mismatch(Fault.RENAMED, article.id, link)
