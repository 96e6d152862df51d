"""What the register of articles holds: each article in our own words, and what carries it out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from honours.domain.cycle import Scheme
from honours.domain.errors import WrongUse
from honours.regulation.article_kinds import Kind, LinkKind, Standing

__all__ = ["Article", "Enactment", "Kind", "Link", "LinkKind", "Standing", "UnknownArticle"]


@dataclass(frozen=True, slots=True)
class Link:
    """One thing that carries an article out: its kind, the id it has in the code, and its Chinese name."""

    kind: LinkKind
    id: str
    name: str


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
    """One article, or one numbered item of an article (``item_no`` is 0 for the article itself).

    ``links`` carry it out; ``because`` says why it needs nothing of the software, and then it stands alone; ``awaits``
    says what is not there yet. The words are empty where they do not apply.
    """

    id: str
    enactment: Enactment
    article_no: int
    item_no: int
    kind: Kind
    summary: str
    links: tuple[Link, ...] = ()
    because: str = ""
    awaits: str = ""

    @property
    def scheme(self) -> Scheme:
        """The scheme that the article governs."""
        return self.enactment.scheme

    @property
    def label(self) -> str:
        """The article as people cite it: the title of its regulation, 第七条, and 第4项 for a numbered item."""
        return f"《{self.enactment.title}》{self.short_label}"

    @property
    def short_label(self) -> str:
        """The article without the title of its regulation, for example 第七条第4项."""
        item = f"第{self.item_no}项" if self.item_no else ""
        return f"第{_chinese_number(self.article_no)}条{item}"

    @property
    def has_place(self) -> bool:
        """Whether the register says what becomes of the article."""
        return bool(self.links or self.because or self.awaits)

    @property
    def standing(self) -> Standing:
        """What has become of the article; numbers and tables alone, with the rest to come, are not even a part."""
        if self.because:
            return Standing.NOT_NEEDED
        if self.links and not self.awaits:
            return Standing.CARRIED_OUT
        return Standing.PARTLY if any(link.kind.acts for link in self.links) else Standing.AWAITED

    def links_of(self, kind: LinkKind) -> tuple[Link, ...]:
        """Return what carries the article out, of one kind."""
        return tuple(link for link in self.links if link.kind is kind)


class UnknownArticle(WrongUse):
    """An id that is in no regulation; carries the id and near ones."""

    def __init__(self, article_id: str, known: Iterable[str]) -> None:
        self.article_id = article_id
        self.near = tuple(difflib.get_close_matches(article_id, list(known), n=3, cutoff=0.5))
        hint = f"相近的有：{'、'.join(self.near)}。" if self.near else "条款写作 award/12、model-studio/15.4。"
        super().__init__(f"条款“{article_id}”不存在。{hint}")


def _chinese_number(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if tens == 0:
        return digits[ones]
    return f"{digits[tens] if tens > 1 else ''}十{digits[ones] if ones else ''}"
