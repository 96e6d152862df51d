"""The articles as people ask for them: what each one says, what carries it out, and what it did in a cycle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from honours.domain.cycle import Cycle, Scheme
from honours.domain.errors import WrongUse
from honours.regulation.articles import Article, Kind, Link, Standing
from honours.regulation.loader import regulation

if TYPE_CHECKING:
    from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Effect:
    """How many nominations of a cycle an article shut out or left to a person, and how many of these were refused.

    An article counts what its items did.
    """

    excluded: int
    referred: int
    refused: int


@dataclass(frozen=True, slots=True)
class Effects:
    """What the articles did in one cycle; those that shut out and referred nobody are left out."""

    cycle: Cycle
    by_article: Mapping[str, Effect]

    def of(self, article: Article) -> Effect:
        """Return what the article did, nothing when it did nothing."""
        return self.by_article.get(article.id, Effect(0, 0, 0))


@dataclass(frozen=True, slots=True)
class ToldArticle:
    """One article or item in our own words with its place; ``effect`` is None when no cycle was asked about."""

    id: str
    label: str
    short_label: str
    scheme: Scheme
    kind: Kind
    summary: str
    standing: Standing
    links: tuple[Link, ...]
    because: str
    awaits: str
    effect: Effect | None


class ArticleOfOtherScheme(WrongUse):
    """An article asked about in a cycle that it does not govern; carries both."""

    def __init__(self, article: Article, cycle: Cycle) -> None:
        self.article, self.cycle = article, cycle
        super().__init__(
            f"{article.id} 出自《{article.enactment.title}》，不适用于周期 {cycle}（{cycle.scheme.label}）。"
            f"请改用 {article.scheme.value} 的周期。"
        )


def tell_article(article_id: str, effects: Effects | None = None) -> ToldArticle:
    """Return the article, with what it did in the cycle of ``effects``.

    Raises :class:`UnknownArticle` with near ids, and :class:`ArticleOfOtherScheme`.
    """
    article = regulation().article(article_id.strip())
    if effects is not None and article.scheme is not effects.cycle.scheme:
        raise ArticleOfOtherScheme(article, effects.cycle)
    return _told(article, effects)


def tell_articles(effects: Effects | None = None) -> tuple[ToldArticle, ...]:
    """Return every article and item, or only those that govern the cycle of ``effects`` with what they did in it."""
    schemes = tuple(Scheme) if effects is None else (effects.cycle.scheme,)
    return tuple(_told(article, effects) for scheme in schemes for article in regulation().articles.of_scheme(scheme))


def effects_in(cycle: Cycle, work: UnitOfWork) -> Effects:
    """Return what the articles did in the cycle; raise :class:`CycleNotOpen`."""
    from honours.services.call.opening import find_cycle

    find_cycle(cycle, work)
    with work:
        rows = work.run("articles/count_verdicts", {"cycle": str(cycle)}).all()
    return Effects(cycle, {row.article: Effect(row.excluded, row.referred, row.refused) for row in rows})


def _told(article: Article, effects: Effects | None) -> ToldArticle:
    return ToldArticle(
        id=article.id,
        label=article.label,
        short_label=article.short_label,
        scheme=article.scheme,
        kind=article.kind,
        summary=article.summary,
        standing=article.standing,
        links=article.links,
        because=article.because,
        awaits=article.awaits,
        effect=effects.of(article) if effects is not None else None,
    )
