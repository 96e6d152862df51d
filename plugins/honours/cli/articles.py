"""``honours articles``: what becomes of each article of the regulations, and what it did in a cycle."""

from __future__ import annotations

from itertools import groupby

import click

from honours.cli.output import answer, json_option, table
from honours.domain.cycle import Cycle
from honours.services.articles import Effect, ToldArticle, effects_in, tell_article, tell_articles


@click.command(help="条款：每一条由什么办理、还缺什么。不写条款号则列出全部。条款号例如 award/12、model-studio/15.4。")
@click.argument("article_id", metavar="[条款号]", required=False)
@click.option(
    "--cycle",
    "cycle_text",
    metavar="周期",
    help="同时列出该条在这个周期排除了几项、几项需人工认定，例如 2025/achievement_award。",
)
@json_option
def articles(article_id: str | None, cycle_text: str | None, as_json: bool) -> None:
    """Print one article, or all of them."""
    effects = None
    if cycle_text is not None:
        from honours import wiring

        cycle = Cycle.parse(cycle_text)
        effects = effects_in(cycle, wiring.unit_of_work())
    if article_id is None:
        answer(tell_articles(effects), as_json, as_list)
    else:
        title = effects.cycle.label if effects is not None else ""
        answer(tell_article(article_id, effects), as_json, lambda told: as_text(told, title))


def as_list(told: tuple[ToldArticle, ...]) -> str:
    """Return all articles as one table a regulation."""
    parts = []
    for _, group in groupby(told, key=lambda article: article.scheme):
        listed = list(group)
        title = listed[0].label.removesuffix(listed[0].short_label)
        counts = ("排除", "需人工认定") if listed[0].effect is not None else ()
        rows = [
            (one.id, one.short_label, one.kind.label, one.standing.label, *_counts(one.effect), one.summary)
            for one in listed
        ]
        parts.append(f"{title}\n\n{table(('条款号', '条款', '类别', '办理', *counts, '内容'), rows)}")
    return "\n\n".join(parts)


def as_text(told: ToldArticle, cycle_label: str) -> str:
    """Return one article as an auditor may read it."""
    parts = [
        f"{told.id}  {told.label}",
        f"类别：{told.kind.label}    办理：{told.standing.label}",
        f"内容：{told.summary}",
    ]
    if told.effect is not None:
        parts += ["", f"{cycle_label}：{_sentence(told.effect)}"]
    if told.links:
        rows = [(link.kind.label, link.name, link.id) for link in told.links]
        parts += ["", "由什么办理", table(("种类", "名称", "编号"), rows)]
    if told.because:
        parts += ["", f"无需系统办理：{told.because}"]
    if told.awaits:
        parts += ["", f"尚缺：{told.awaits}"]
    return "\n".join(parts)


def _sentence(effect: Effect) -> str:
    if not effect.excluded and not effect.referred:
        return "没有排除任何申报，也没有需人工认定的。"
    refused = f"，其中认定不符合{effect.refused}项" if effect.refused else ""
    return f"排除{effect.excluded}项；需人工认定{effect.referred}项{refused}。"


def _counts(effect: Effect | None) -> tuple[int | None, ...]:
    """Return the two counts for the table; a zero is left out, so that the others stand out."""
    return () if effect is None else (effect.excluded or None, effect.referred or None)
