"""Reading dated values from their files: each table that has ``values`` is one value, its dotted path is its key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from honours.domain.calendar import Counts, Roll, Window
from honours.domain.money import Money, NotMoney
from honours.regulation.register import Register, UnknownArticle
from honours.regulation.tables import BrokenTable, Table, read_table
from honours.regulation.values import Dated, Life, Rhythm, Unit, Value, YearlyDate

_ONE_DAY = timedelta(days=1)
V = TypeVar("V")


def read_values(folder: Path, register: Register) -> dict[str, Dated[Value]]:
    """Return all values of the folder by key; raise :class:`BrokenTable` for the first that cannot be right."""
    found: dict[str, Dated[Value]] = {}
    for path in sorted(folder.glob("*.toml")):
        root = read_table(path)
        for table in _leaves(root):
            if table.where in found:
                raise table.refuse("这个键已在另一个文件中定义。")
            found[table.where] = _read_dated(table, register)
    return found


def check_floors(values: dict[str, Dated[Value]]) -> None:
    """Raise :class:`BrokenTable` when an amount lies below the floor beside it on a day when both are in force."""
    for key, amount in values.items():
        floor = values.get(f"{key.removesuffix('.amount_cny')}.floor_cny")
        if floor is None or not key.endswith(".amount_cny"):
            continue
        for day in sorted({life.from_on for life in (*amount.lives, *floor.lives)}):
            paid, least = _money_on(amount, day), _money_on(floor, day)
            if paid is not None and least is not None and paid < least:
                says = f"{day}起的金额{paid}元低于下限{least}元（{floor.life_on(day).article}），请改为不低于下限。"
                raise BrokenTable("regulation/data/values", key, says)


def _money_on(dated: Dated[Value], day: date) -> Money | None:
    values = [life.value for life in dated.lives if life.holds(day)]
    return values[0] if values and isinstance(values[0], Money) else None


def _leaves(table: Table) -> Iterator[Table]:
    """Yield every table that has values; a table has either values or further tables."""
    for name in table.names():
        inner = table.table(name)
        if inner.has("values"):
            yield inner
        else:
            yield from _leaves(inner)


def _read_dated(table: Table, register: Register) -> Dated[Value]:
    article = read_article(table, register)
    unit = Unit(table.choice("unit", [unit.value for unit in Unit]))
    label = table.text("label")
    lives: list[Life[Value]] = []
    for item in table.tables("values"):
        life = _read_life(item, unit, article, register)
        if lives:
            check_follows(item, lives[-1], life)
        lives.append(life)
    table.done()
    if not lives:
        raise table.refuse("values 是空的，至少要有一项。")
    return Dated(table.where, label, unit, tuple(lives))


def read_article(table: Table, register: Register) -> str:
    """Return the field ``article`` of the table; raise :class:`BrokenTable` when the register does not have it."""
    article = table.text("article")
    if article not in register:
        raise table.refuse(str(UnknownArticle(article, register)))
    return article


def _read_life(item: Table, unit: Unit, article: str, register: Register) -> Life[Value]:
    if item.has("article"):
        article = read_article(item, register)
    return read_life(item, read_value(item, unit), article)


def read_life(item: Table, value: V, article: str) -> Life[V]:
    """Return the value with its days, source and day of publication from the table, which must hold nothing else."""
    from_on = item.day("from")
    until_on = item.day("until") if item.has("until") else None
    if until_on is not None and until_on < from_on:
        raise item.refuse(f"until {until_on} 早于 from {from_on}。")
    life = Life(from_on, until_on, value, article, item.text("source"), item.day("published_on"))
    item.done()
    return life


def check_follows(item: Table, before: Life[object], life: Life[object]) -> None:
    """Raise :class:`BrokenTable` unless the days of ``life`` follow those of the one ``before`` without a gap."""
    if before.until_on is None:
        raise item.refuse(f"前一项没有写 until，与 {life.from_on} 起的这一项重叠。请给前一项写上最后有效日。")
    if life.from_on <= before.until_on:
        raise item.refuse(f"{life.from_on} 起的这一项与前一项（至 {before.until_on}）重叠，或没有按日期先后排列。")
    if life.from_on > before.until_on + _ONE_DAY:
        raise item.refuse(
            f"前一项至 {before.until_on}，这一项自 {life.from_on} 起，中间的日子没有规定。"
            f"请把前一项的 until 改为 {life.from_on - _ONE_DAY}，或把这一项的 from 提前。"
        )


def read_value(item: Table, unit: Unit) -> Value:
    """Return the field ``value`` of the table, read by its unit; raise :class:`BrokenTable`."""
    match unit:
        case Unit.CNY:
            return _read_money(item)
        case Unit.WINDOW:
            return _read_window(item.table("value"))
        case Unit.RHYTHM:
            inner = item.table("value")
            rhythm = Rhythm(inner.whole("first_year", least=1), inner.whole("every_years", least=1))
            inner.done()
            return rhythm
        case Unit.YEARLY_DATE:
            return _read_yearly_date(item.table("value"))
        case _:
            return item.whole("value")


def _read_money(item: Table) -> Money:
    value = item.raw("value")
    if not isinstance(value, Decimal):
        raise item.refuse(f"金额“{value}”应写成两位小数，例如 2000.00。")
    try:
        money = Money(value)
    except NotMoney as error:
        raise item.refuse(str(error)) from error
    if money.cny <= 0:
        raise item.refuse(f"金额 {money} 应大于 0。")
    return money


def _read_window(table: Table) -> Window:
    window = Window(
        days=table.whole("days", least=1),
        counts=Counts(table.choice("counts", [counts.value for counts in Counts])),
        counts_posting_day=table.flag("counts_posting_day"),
        roll=Roll(table.choice("roll", [roll.value for roll in Roll])),
    )
    table.done()
    return window


def _read_yearly_date(table: Table) -> YearlyDate:
    month, day = table.whole("month", least=1), table.whole("day", least=1)
    try:
        date(2001, month, day)  # a year without 29 February: the day must exist in every year
    except ValueError as error:
        raise table.refuse(f"{month}月{day}日不是每年都有的日期。") from error
    found = YearlyDate(month, day, table.whole("years_after"))
    table.done()
    return found
