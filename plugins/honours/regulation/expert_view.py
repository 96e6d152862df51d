"""What experts are shown of an entry, and how units are called for short (``data/expert_view.toml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from honours.domain.cycle import CATEGORIES, Category, Scheme
from honours.domain.stages import Examiners, examines_by
from honours.regulation.fields import Field
from honours.regulation.forms import nomination_form
from honours.regulation.tables import Table, WrongKind, read_table

FILE = Path(__file__).parent / "data" / "expert_view.toml"
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")


@dataclass(frozen=True, slots=True)
class ShortForms:
    """What is taken off the name of a unit or a body until what people call it is left."""

    least: int
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    trades: tuple[str, ...]
    common: frozenset[str]

    def of(self, name: str) -> set[str]:
        """Return the name with its short forms; without what is too short or an ordinary word."""
        found = {name}
        for whole in (name, _BRACKETS.sub("", name)):
            for one in (whole, _after(whole, self.prefixes)):
                core = _before(one, self.suffixes)
                found |= {one, core, _before(core, self.trades)}
        return {one for one in found if len(one) >= self.least and (one == name or one not in self.common)}


@dataclass(frozen=True, slots=True)
class ExpertView:
    """What is shown of an entry by scheme and category; ``named`` only where the review is not blind."""

    shown: Mapping[tuple[Scheme, Category], tuple[Field, ...]]
    named: tuple[str, ...]
    short: ShortForms

    def fields(self, scheme: Scheme, category: Category, *, is_blind: bool) -> tuple[Field, ...]:
        """Return the columns of the nomination that the expert sees."""
        shown = self.shown[scheme, category]
        if is_blind:
            return shown
        sheet = nomination_form(scheme, category)
        return (*(sheet.field(key) for key in self.named), *shown)


@cache
def expert_view(path: Path = FILE) -> ExpertView:
    """Return what the file says; raise :class:`BrokenTable`, or :class:`UnknownForm` for a column of no form."""
    table = read_table(path)
    shown, named, short = table.table("shown"), table.table("named"), table.table("short")
    found = ExpertView(_shown(shown), _texts(named, "columns"), _short(short))
    for one in (named, short, table):
        one.done()
    return found


def _shown(table: Table) -> dict[tuple[Scheme, Category], tuple[Field, ...]]:
    found = {}
    for scheme in (one for one in Scheme if examines_by(one) is Examiners.EXPERTS):
        part = table.table(scheme.value)
        for category in CATEGORIES[scheme]:
            sheet = nomination_form(scheme, category)
            found[scheme, category] = tuple(sheet.field(key) for key in _texts(part, category.value))
        part.done()
    table.done()
    return found


def _short(table: Table) -> ShortForms:
    return ShortForms(
        least=table.whole("least", least=2),
        prefixes=_texts(table, "prefixes"),
        suffixes=_texts(table, "suffixes"),
        trades=_texts(table, "trades"),
        common=frozenset(_texts(table, "common")),
    )


def _texts(table: Table, name: str) -> tuple[str, ...]:
    given = table.raw(name)
    if not isinstance(given, list) or not all(isinstance(one, str) and one for one in given):
        raise WrongKind(table.file, table.where, name, given, "文字的列表")
    return tuple(given)


def _after(text: str, prefixes: tuple[str, ...]) -> str:
    """Return the text without what stands in front of it, the longest first, each at most once."""
    left = sorted(prefixes, key=len, reverse=True)
    while found := next((one for one in left if text.startswith(one) and one != text), ""):
        text = text.removeprefix(found)
        left.remove(found)
    return text


def _before(text: str, suffixes: tuple[str, ...]) -> str:
    """Return the text without what stands behind it, the longest first, each at most once."""
    left = sorted(suffixes, key=len, reverse=True)
    while found := next((one for one in left if text.endswith(one) and one != text), ""):
        text = text.removesuffix(found)
        left.remove(found)
    return text
