"""What follows from the verdicts on nominations: whom they shut out and why, whom they leave to a person."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Select, Text, and_, func, literal, select, values
from sqlalchemy.dialects.postgresql import aggregate_order_by

from honours.domain.actors import SYSTEM
from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.domain.stages import Examination
from honours.domain.states import NominationState, RulingOutcome, Verdict
from honours.regulation.loader import regulation
from honours.storage.tables import nomination, ruling, verdict
from honours.storage.unit_of_work import UnitOfWork

ACTOR = SYSTEM


class NotJudged(RefusedInput):
    """Nominations that an examination has not judged yet; carries it and the numbers."""

    def __init__(self, examination: Examination, nomination_nos: tuple[str, ...]) -> None:
        self.examination, self.nomination_nos = examination, nomination_nos
        super().__init__(
            f"{len(nomination_nos)} 项申报尚未按“{examination.label}”的条件审查：{'、'.join(nomination_nos[:5])}"
            f"{'等' if len(nomination_nos) > 5 else ''}。请先运行该阶段的审查。"
        )


def cited(article_id: str) -> str:
    """Return the article as a sentence cites it, for example 第四条第1项; raise :class:`UnknownArticle`."""
    return regulation().article(article_id).short_label


def articles() -> Any:
    """Return the articles of the register as a row source of ``article`` and ``cited``."""
    return values(Column("article", Text), Column("cited", Text), name="articles").data(
        [(article_id, cited(article_id)) for article_id in regulation().articles]
    )


def standing(cycle: Cycle) -> Select[Any]:
    """Return the verdicts on the current revision of each nomination of the cycle."""
    current = and_(verdict.c.nomination_no == nomination.c.nomination_no, verdict.c.revision == nomination.c.revision)
    return (
        select(verdict)
        .select_from(verdict.join(nomination, current))
        .where(verdict.c.cycle == str(cycle), nomination.c.is_withdrawn.is_(False))
    )


def failed(cycle: Cycle) -> Select[Any]:
    """Return the nominations that fail any rule, each with one Chinese reason that cites every article broken."""
    cites = articles()
    rows = standing(cycle).where(verdict.c.verdict == Verdict.FAIL.value).subquery("failed")
    ground = func.concat(cites.c.cited, "：", rows.c.found, "（要求：", rows.c.required, "）")
    grounds = func.string_agg(ground, aggregate_order_by(literal("；"), cites.c.cited, rows.c.rule))
    return (
        select(rows.c.nomination_no, func.concat("不符合条件。", grounds, type_=Text()).label("reason"))
        .join(cites, cites.c.article == rows.c.article)
        .group_by(rows.c.nomination_no)
    )


def refused(cycle: Cycle, *, shows_found: bool = False) -> Select[Any]:
    """Return the nominations that a person refused, with the articles in doubt and the person's reason.

    ``shows_found`` puts what the rules found beside each article.
    """
    cites = articles()
    rows = standing(cycle).subquery("standing")
    ground = func.concat(cites.c.cited, "：", rows.c.found) if shows_found else cites.c.cited
    doubts = func.string_agg(ground.distinct(), aggregate_order_by(literal("；" if shows_found else "、"), ground))
    reason = func.concat("经人工认定，不符合条件（", doubts, "）。理由：", func.min(ruling.c.reason), type_=Text())
    return (
        select(rows.c.nomination_no, reason.label("reason"))
        .join(ruling, (ruling.c.nomination_no == rows.c.nomination_no) & (ruling.c.rule == rows.c.rule))
        .join(cites, cites.c.article == rows.c.article)
        .where(ruling.c.outcome == RulingOutcome.REFUSED.value)
        .group_by(rows.c.nomination_no)
    )


def require_judged(cycle: Cycle, examination: Examination, state: NominationState, work: UnitOfWork) -> None:
    """Raise :class:`NotJudged` when a nomination in ``state`` is not judged in its current revision."""
    judged = standing(cycle).where(verdict.c.stage == examination.value).subquery("judged")
    unjudged = (
        select(nomination.c.nomination_no)
        .outerjoin(judged, judged.c.nomination_no == nomination.c.nomination_no)
        .where(
            nomination.c.cycle == str(cycle),
            nomination.c.state == state.value,
            nomination.c.is_withdrawn.is_(False),
            judged.c.nomination_no.is_(None),
        )
        .order_by(nomination.c.nomination_no)
    )
    found = tuple(work.connection.execute(unjudged).scalars())
    if found:
        raise NotJudged(examination, found)
