"""The register as a page for auditors, ``docs/articles.md``: each article, what carries it out and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from honours.domain.cycle import Scheme
from honours.regulation.articles import Article, LinkKind, Standing
from honours.regulation.register import Register

_OPENING = """# 条款登记表

三个办法的每一条、每一项由系统的什么来办理，哪些不需要系统办理，哪些还没有实现。
条文以{sources}原件为准，本页只用自己的话概括。

本页由 `make docs` 从 `plugins/honours/regulation/data/articles/` 生成，请勿手改。
命令 `honours articles award/12` 显示同样的内容。"""
_COLUMNS = (Standing.CARRIED_OUT, Standing.PARTLY, Standing.AWAITED, Standing.NOT_NEEDED)


def page(register: Register) -> str:
    """Return the page as Markdown."""
    sources = "、".join(dict.fromkeys(article.enactment.source for article in register.values()))
    parts = [_OPENING.format(sources=sources), _summary(register)]
    for scheme in Scheme:
        articles = register.of_scheme(scheme)
        parts.append(f"## {articles[0].enactment.title}" if articles else "")
        parts += (_section(article) for article in articles)
    return "\n\n".join(part for part in parts if part) + "\n"


def _summary(register: Register) -> str:
    """Return how many articles and items have come to what, one row a regulation."""
    rows = [f"| 办法 | 条 | 项 | {' | '.join(standing.label for standing in _COLUMNS)} |", "|---|" + "---:|" * 6]
    for scheme in Scheme:
        articles = register.of_scheme(scheme)
        if articles:
            items = sum(article.item_no > 0 for article in articles)
            counted = Counter(article.standing for article in articles)
            numbers = (len(articles) - items, items, *(counted[standing] for standing in _COLUMNS))
            rows.append(f"| {articles[0].enactment.title} | {' | '.join(map(str, numbers))} |")
    return "\n".join(rows)


def _section(article: Article) -> str:
    level = "####" if article.item_no else "###"
    heading = f"{level} {article.short_label}（{article.kind.label}，{article.standing.label}）"
    return "\n\n".join([heading, f"`{article.id}` {article.summary}", "\n".join(_lines(article))])


def _lines(article: Article) -> Iterator[str]:
    for kind in LinkKind:
        names = _named(link.name for link in article.links_of(kind))
        if names:
            yield f"- {kind.label}：{'；'.join(names)}"
    if article.because:
        yield f"- 无需系统办理：{article.because}"
    if article.awaits:
        yield f"- 尚缺：{article.awaits}"


def _named(names: Iterable[str]) -> list[str]:
    """Return the names, each once: two columns of one workbook may bear the same header."""
    return list(dict.fromkeys(names))
