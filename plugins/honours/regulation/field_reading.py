"""Reading the columns of forms from their data files, strictly."""

from __future__ import annotations

import re
from decimal import Decimal

from honours.domain import facts, studios
from honours.domain.cycle import CATEGORIES, Scheme
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
    "award_category": tuple((member.value, member.label) for member in CATEGORIES[Scheme.ACHIEVEMENT_AWARD]),
}


def read_field(item: Table, articles: Register, table: str | None = None) -> Field:
    """Return one column; ``table`` is where its value goes unless the column names one itself.

    Raises :class:`BrokenTable`, and :class:`UnknownArticle` for an article that is in no regulation.
    """
    kind = FieldKind(item.choice("kind", [kind.value for kind in FieldKind]))
    article = item.text("article") if item.has("article") else ""
    explains = item.text("explains")
    if article:
        explains = f"{explains}（依据办法{articles[article].short_label}）"
    field = Field(
        key=item.text("key"),
        table=item.text("table") if table is None else table,
        group=item.text("group") if item.has("group") else "",
        header=item.text("header"),
        explains=explains,
        kind=kind,
        required=item.flag("required"),
        choices=_choices(item, kind, articles),
        minimum=_limit(item, "minimum"),
        maximum=_limit(item, "maximum") if item.has("maximum") else _LONGEST.get(kind),
        is_sensitive=kind in _SENSITIVE,
        is_prefilled=item.has("is_prefilled") and item.flag("is_prefilled"),
        is_conditional=item.has("is_conditional") and item.flag("is_conditional"),
        pattern=_pattern(item),
        example=item.text("example") if item.has("example") else "",
        article=article,
        width=item.whole("width", least=4) if item.has("width") else 16,
    )
    item.done()
    return field


def _limit(item: Table, name: str) -> Decimal | None:
    return Decimal(item.whole(name)) if item.has(name) else None


def _pattern(item: Table) -> str:
    if not item.has("pattern"):
        return ""
    pattern = item.text("pattern")
    try:
        re.compile(pattern)
    except re.error as error:
        raise item.refuse(f"字段 pattern 的“{pattern}”不是正则表达式：{error}。") from error
    return pattern


def _choices(item: Table, kind: FieldKind, articles: Register) -> Choices:
    if kind is FieldKind.YES_NO:
        return _pairs(item) if item.has("choices") else _YES_NO
    if kind is not FieldKind.CHOICE:
        return ()
    if item.has("article_choices"):
        return tuple((str(named), articles[str(named)].short_label) for named in item.raw("article_choices"))
    if item.has("choices"):
        return _pairs(item)
    return _LISTS[item.choice("list", _LISTS)]


def _pairs(item: Table) -> Choices:
    pairs = item.table("choices")
    found = tuple((code, pairs.text(code)) for code in pairs.names())
    pairs.done()
    labels = [label for _, label in found]
    if len(labels) < 2 or len(set(labels)) != len(labels):
        raise item.refuse("choices 至少要有两项，且中文不能重复。")
    return found
