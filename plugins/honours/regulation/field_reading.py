"""Reading the columns of forms from their data files, strictly.

Where schemes share a column, what differs is written as a table by scheme: ``article = { model_worker_studio = "…" }``.
"""

from __future__ import annotations

import re
from decimal import Decimal

from honours.domain import conflicts, consultations, facts, studios
from honours.domain.cycle import CATEGORIES, Scheme, category_label
from honours.domain.stages import Examiners, examines_by
from honours.regulation.fields import Choices, Field, FieldKind
from honours.regulation.register import Register
from honours.regulation.tables import Table

_YES_NO: Choices = (("true", "是"), ("false", "否"))
_SENSITIVE = (FieldKind.ID_NUMBER, FieldKind.BANK_ACCOUNT)
_LONGEST = {FieldKind.TEXT: Decimal(200), FieldKind.NAMES: Decimal(500)}
_LISTS: dict[str, Choices] = {
    "professional_title": tuple((member.value, member.label) for member in facts.ProfessionalTitle),
    "prior_award": tuple((member.value, member.label) for member in facts.PriorAward),
    "tech_condition": tuple((member.value, member.label) for member in facts.TechCondition),
    "idea_area": tuple((member.value, member.label) for member in facts.IdeaArea),
    "objection_outcome": tuple((member.value, member.label) for member in facts.ObjectionOutcome),
    "speciality": tuple((member.value, member.label) for member in facts.Speciality),
    "aspect": tuple((member.value, member.label) for member in studios.Aspect),
    "conclusion": tuple((member.value, member.label) for member in studios.Conclusion),
    "consultation_reply": tuple((member.value, member.label) for member in consultations.Reply),
    "leader_honour": tuple((member.value, member.label) for member in studios.LeaderHonour),
    "leader_title": tuple((member.value, member.label) for member in studios.LeaderTitle),
    # For studios of either scheme; which list fits is checked with the scheme.
    "leader_standing": tuple(
        (member.value, member.label) for listed in (studios.LeaderHonour, studios.LeaderTitle) for member in listed
    ),
    "studio_level": tuple((member.value, member.label) for member in studios.StudioLevel),
    "studio_scheme": tuple((scheme.value, scheme.label) for scheme in Scheme if scheme.names_studios),
    "collaboration": tuple((member.value, member.label) for member in conflicts.CollaborationKind),
    "interest_subject": tuple((member.value, member.label) for member in conflicts.InterestSubject),
    "recused_from": tuple((member.value, member.label) for member in conflicts.RECUSED_FROM),
    "relation": tuple((member.value, member.label) for member in conflicts.Relation),
    # What experts give points to; the labels are such that none is of two schemes.
    "panel_category": tuple(
        (category.value, category_label(scheme, category))
        for scheme in reversed(Scheme)
        if examines_by(scheme) is Examiners.EXPERTS
        for category in CATEGORIES[scheme]
    ),
}


def read_field(item: Table, articles: Register, table: str | None = None, scheme: Scheme | None = None) -> Field:
    """Return one column; ``table`` is where its value goes unless the column names one itself.

    ``scheme`` is the one whose texts are taken where they differ. Raises :class:`BrokenTable`, and
    :class:`UnknownArticle` for an article that is in no regulation.
    """
    kind = FieldKind(item.choice("kind", [kind.value for kind in FieldKind]))
    article = _article(item, scheme)
    explains = text_of(item, "explains", scheme)
    if article:
        explains = f"{explains}（依据办法{articles[article].short_label}）"
    field = Field(
        key=item.text("key"),
        table=item.text("table") if table is None or item.has("table") else table,
        group=item.text("group") if item.has("group") else "",
        header=item.text("header"),
        explains=explains,
        kind=kind,
        required=item.flag("required"),
        choices=_choices(item, kind, articles, scheme),
        minimum=_limit(item, "minimum"),
        maximum=_limit(item, "maximum") if item.has("maximum") else _LONGEST.get(kind),
        is_sensitive=kind in _SENSITIVE,
        is_prefilled=item.has("is_prefilled") and item.flag("is_prefilled"),
        is_conditional=item.has("is_conditional") and item.flag("is_conditional"),
        pattern=_pattern(item, scheme),
        example=text_of(item, "example", scheme) if item.has("example") else "",
        article=article,
        width=item.whole("width", least=4) if item.has("width") else 16,
    )
    item.done()
    return field


def text_of(item: Table, name: str, scheme: Scheme | None) -> str:
    """Return the text under this name, that of ``scheme`` where it is a table by scheme; raise :class:`BrokenTable`."""
    if not isinstance(item.raw(name), dict):
        return item.text(name)
    texts = _by_scheme(item, name)
    if scheme is None or scheme not in texts:
        raise item.refuse(f"字段 {name} 按项目分写，没有{scheme.label if scheme else '这张表可用'}的一项。")
    return texts[scheme]


def _by_scheme(item: Table, name: str) -> dict[Scheme, str]:
    texts = item.table(name)
    found = {one: texts.text(one.value) for one in Scheme if texts.has(one.value)}
    texts.done()
    return found


def _article(item: Table, scheme: Scheme | None) -> str:
    """A regulation may be without an article for what another one asks by an article."""
    if not item.has("article"):
        return ""
    if not isinstance(item.raw("article"), dict):
        return item.text("article")
    return "" if scheme is None else _by_scheme(item, "article").get(scheme, "")


def _limit(item: Table, name: str) -> Decimal | None:
    return Decimal(item.whole(name)) if item.has(name) else None


def _pattern(item: Table, scheme: Scheme | None) -> str:
    if not item.has("pattern"):
        return ""
    pattern = text_of(item, "pattern", scheme)
    try:
        re.compile(pattern)
    except re.error as error:
        raise item.refuse(f"字段 pattern 的“{pattern}”不是正则表达式：{error}。") from error
    return pattern


def _choices(item: Table, kind: FieldKind, articles: Register, scheme: Scheme | None) -> Choices:
    if kind is FieldKind.YES_NO:
        return _pairs(item) if item.has("choices") else _YES_NO
    if kind is not FieldKind.CHOICE:
        return ()
    if item.has("article_choices"):
        named = _named_articles(item, scheme)
        return tuple((article, articles[article].short_label) for article in named)
    if item.has("choices"):
        return _pairs(item)
    return _LISTS[item.choice("list", _LISTS)]


def _named_articles(item: Table, scheme: Scheme | None) -> list[str]:
    """Return the articles to choose from, those of ``scheme`` where they are a table by scheme."""
    given = item.raw("article_choices")
    if isinstance(given, dict):
        by_scheme = item.table("article_choices")
        listed = {one: by_scheme.raw(one.value) for one in Scheme if by_scheme.has(one.value)}
        by_scheme.done()
        if scheme is None or scheme not in listed:
            raise item.refuse(
                f"字段 article_choices 按项目分写，没有{scheme.label if scheme else '这张表可用'}的一项。"
            )
        given = listed[scheme]
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise item.refuse('字段 article_choices 应为条款编号的列表，例如 ["award/4"]。')
    return [str(one) for one in given]


def _pairs(item: Table) -> Choices:
    pairs = item.table("choices")
    found = tuple((code, pairs.text(code)) for code in pairs.names())
    pairs.done()
    labels = [label for _, label in found]
    if len(labels) < 2 or len(set(labels)) != len(labels):
        raise item.refuse("choices 至少要有两项，且中文不能重复。")
    return found
