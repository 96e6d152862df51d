"""Holds the rows of an imported register against the regulation, against each other and against what stands.

Each fault names the column whose cell is wrong and says what is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from honours.domain.cycle import Scheme
from honours.domain.studio_numbers import StudioNo
from honours.domain.studios import LeaderHonour, LeaderTitle, StudioLevel
from honours.services.intake.rows import Row
from honours.services.outcomes import cited
from honours.services.studios.conflicts import name_key
from honours.services.studios.years import is_year_of_naming, years_told

OF_STUDIO = ("scheme", "name", "unit_name", "unit_uscc", "body_code")
OF_NAMING = ("named_on", "leader_name", "leader_honour", "team_size", "team_members", "decision_no", "subsidy_cny")

Fault = tuple[str, str]
Label = Callable[[str, Any], str]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the register and the file hold: rows by number and level, bodies, and which number has which name."""

    rows: Mapping[tuple[str, str], Any]
    bodies: frozenset[str]
    names: Mapping[tuple[str, str], str]
    received_on: date

    @classmethod
    def of(cls, rows: Sequence[Any], bodies: Sequence[str], received_on: date) -> Standing:
        """Return what stands, from the rows of the register."""
        return cls(
            {(row.studio_no, row.level): row for row in rows},
            frozenset(bodies),
            {(row.scheme, name_key(row.name)): row.studio_no for row in rows},
            received_on,
        )

    def studio(self, studio_no: str) -> Any:
        """Return any naming of the studio that stands, or None."""
        return next((row for level in StudioLevel if (row := self.rows.get((studio_no, level)))), None)


def plain(row: Row, key: str) -> Any:
    """Return the value of a cell as the table keeps it: names joined by 、."""
    value = row.values[key]
    return "、".join(value) if isinstance(value, tuple) else value


def key_of(row: Row) -> tuple[str, str]:
    """Return number and level of a row."""
    return str(row.values["studio_no"]), str(row.values["level"])


def is_standing(row: Row, stands: Standing) -> bool:
    """Return whether the register holds exactly this row already."""
    standing = stands.rows.get(key_of(row))
    return standing is not None and all(getattr(standing, key) == plain(row, key) for key in (*OF_STUDIO, *OF_NAMING))


def faults_of(row: Row, stands: Standing, label: Label) -> Iterator[Fault]:
    """Yield what is wrong with one row by itself and against what stands."""
    number, level = key_of(row)
    standing, studio = stands.rows.get((number, level)), stands.studio(number)
    if studio is not None:
        yield from _changed(row, studio, OF_STUDIO, number, label)
    if standing is not None:
        yield from _changed(row, standing, OF_NAMING, number, label)
        return
    yield from _of_scheme(row)
    yield from _of_day(row, stands)
    taken = stands.names.get((str(row.values["scheme"]), name_key(str(row.values["name"]))))
    if taken not in (None, number):
        yield "name", f"名册中 {taken} 已用这个名称，名称不能重复使用。请核对编号和名称。"
    if row.values["body_code"] not in stands.bodies:
        listed = "、".join(sorted(stands.bodies)[:20]) or "（无）"
        yield "body_code", f"没有这个推荐单位代码。现有：{listed}。"


def order_faults(row: Row, first: date | None, skipped_on: date | None) -> Iterator[Fault]:
    """Yield what is wrong with the level of a row.

    ``first`` is when the studio was named standard, ``skipped_on`` when it was named demonstration without that.
    """
    number, level = StudioNo.parse(str(row.values["studio_no"])), StudioLevel(str(row.values["level"]))
    scheme, named_on = Scheme(str(row.values["scheme"])), row.values["named_on"]
    if not isinstance(named_on, date):
        return
    is_first = level is StudioLevel.STANDARD or first is None
    if is_first and number.year != named_on.year:
        yield "studio_no", f"编号中的年份应为首次命名年份 {named_on.year}。请核对编号和命名日期。"
    if level is StudioLevel.DEMONSTRATION:
        if first is None and scheme is Scheme.EMPLOYEE_STUDIO:
            says = f"示范性{scheme.label}须从已命名的工作室中产生（{cited('employee-studio/11')}）"
            yield "level", f"{says}，请补填同一编号的普通命名一行。"
        if first is not None and named_on <= first:
            yield "named_on", f"示范性的命名日期应晚于普通命名日期 {first}。请核对两个日期。"
    elif skipped_on is not None:
        yield "level", f"{number} 已于 {skipped_on} 按越级命名为示范性，不能再补普通命名。如属误登，请与市总工会联系。"


def _changed(row: Row, standing: Any, keys: Sequence[str], number: str, label: Label) -> Iterator[Fault]:
    for key in keys:
        found = getattr(standing, key)
        if found != plain(row, key):
            shown = "没有记载" if found is None else f"“{label(key, found)}”"
            yield key, f"名册中 {number} 的这一项{'' if found is None else '是'}{shown}，已登记的内容不能改动。"


def _of_scheme(row: Row) -> Iterator[Fault]:
    number, scheme = StudioNo.parse(str(row.values["studio_no"])), Scheme(str(row.values["scheme"]))
    if number.scheme is not scheme:
        yield "studio_no", f"编号以 {str(number)[0]} 开头的是{number.scheme.label}，与“{scheme.label}”不一致。"
    listed = LeaderHonour if scheme is Scheme.MODEL_WORKER_STUDIO else LeaderTitle
    honour = row.values["leader_honour"]
    if honour is not None and honour not in set(listed):
        yield "leader_honour", f"不是{scheme.label}的领衔人条件。只能填：{'、'.join(one.label for one in listed)}。"


def _of_day(row: Row, stands: Standing) -> Iterator[Fault]:
    scheme, level = Scheme(str(row.values["scheme"])), StudioLevel(str(row.values["level"]))
    named_on = row.values["named_on"]
    if not isinstance(named_on, date):
        return
    if named_on > stands.received_on:
        yield "named_on", f"命名日期晚于报送之日 {stands.received_on}。请填已经命名的日期。"
    elif not is_year_of_naming(scheme, level, named_on.year):
        yield "named_on", f"{named_on.year} 年没有命名。{years_told(scheme, level, stands.received_on.year)}。"
