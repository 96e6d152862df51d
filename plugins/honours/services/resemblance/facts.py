"""What the comparison of texts found, as facts of the nominations: joined, so that a cycle is judged in one pass."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, ColumnElement, FromClause, Text, and_, case, func, literal, select, true
from sqlalchemy.dialects.postgresql import aggregate_order_by

from honours.domain.cycle import Cycle
from honours.domain.resemblance import Closeness, Kinship
from honours.storage.tables import nomination, text_comparison, text_resemblance

_SHOWN = 5


def with_resemblances(
    source: FromClause, cycle: Cycle, terms: Closeness, only: str | None = None
) -> tuple[FromClause, tuple[ColumnElement[Any], ...]]:
    """Return ``source``, which holds ``nomination``, joined with what was compared, and the columns of that.

    The columns are those that :func:`honours.regulation.rules.resemblance.similar_text` looks at. What was compared of
    an earlier revision does not count. With ``only`` nothing but this nomination is looked at.
    """
    n, done, found = nomination.c, text_comparison.c, resemblances_of(cycle, terms, only)
    joined = source.outerjoin(
        text_comparison, and_(done.nomination_no == n.nomination_no, done.revision == n.revision)
    ).outerjoin(found, and_(found.c.nomination_no == n.nomination_no, found.c.revision == n.revision))
    return joined, (
        done.gram_count.label("text_gram_count"),
        done.compared_with.label("text_compared_with"),
        found.c.similar_texts,
    )


def resemblances_of(cycle: Cycle, terms: Closeness, only: str | None = None) -> CTE:
    """Return ``nomination_no``, ``revision`` and ``similar_texts``: the others that a nomination is close to, nearest
    first, with the share and whose they are.

    Another one of the same cycle that was withdrawn since does not count.
    """
    r, other = text_resemblance.c, nomination.alias("resembled")
    close = (r.common_percent >= terms.common_percent) | (r.contained_percent >= terms.contained_percent)
    gone = and_(other.c.cycle == r.cycle, other.c.is_withdrawn)
    share = func.greatest(r.common_percent, r.contained_percent)
    labels = {kinship.value: kinship.label for kinship in Kinship}
    told = func.concat(
        *(r.other_no, "（两篇合计的", _whole(r.common_percent), "%、较短一篇的", _whole(r.contained_percent), "%，"),
        *(case(labels, value=r.kinship), "）"),
    )
    listed = func.array_agg(aggregate_order_by(told, share.desc(), r.other_no)).label("listed")
    grouped = (
        select(r.nomination_no, r.revision, listed)
        .join(other, other.c.nomination_no == r.other_no)
        .where(r.cycle == str(cycle), close, ~gone, true() if only is None else r.nomination_no == only)
        .group_by(r.nomination_no, r.revision)
        .subquery("resembling")
    )
    texts = _some(grouped.c.listed).label("similar_texts")
    return select(grouped.c.nomination_no, grouped.c.revision, texts).cte("resemblances")


def _whole(percent: ColumnElement[Any]) -> ColumnElement[str]:
    """Return a share in whole percent; never up to a line that it does not reach."""
    return func.trunc(percent).cast(Text)


def _some(listed: ColumnElement[list[str]]) -> ColumnElement[str]:
    """Return the first few as text, and how many there are when there are more."""
    count = func.cardinality(listed)
    more = case((count > _SHOWN, func.concat("等", count, "项")), else_=literal(""))
    return func.concat(func.array_to_string(func.trim_array(listed, func.greatest(count - _SHOWN, 0)), "、"), more)
