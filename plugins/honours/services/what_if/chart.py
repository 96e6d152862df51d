"""The answer as a picture (SVG): who comes out otherwise, and the money, side by side for each cycle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from honours.domain.money import Money
from honours.services.what_if.answer import Change, CycleAnswer, WhatIfAnswer
from honours.services.what_if.saying import NOTES, law_in_words, supposed_values

_BAR, _GAP, _BETWEEN = 52, 8, 48
_LEFT, _RIGHT, _PLOT = 84, 36, 220
_TOP, _BELOW, _LEGEND = 112, 84, 46
_LEAST_WIDTH = 1180
_LINE, _AIR = 18, 6
_MOST_TICKS = 6
_TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, standing on another one where ``stands_on`` is more than nothing; all in the unit of the axis.

    Its label is above it, or within it where another one stands on it.
    """

    look: str
    value: Decimal
    label: str
    stands_on: Decimal = Decimal(0)
    carries: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One diagram: its title, the legend as looks and words, and the bars of each cycle, column by column."""

    title: str
    legend: Sequence[tuple[str, str]]
    groups: Sequence[tuple[str, Sequence[Sequence[Bar]]]]


def chart(answer: WhatIfAnswer, templates: Path) -> bytes:
    """Return the picture; the same answer gives the same bytes."""
    panels = (_outcomes(answer), _money(answer))
    columns = max(len(panel.groups[0][1]) for panel in panels)
    group_width = columns * (_BAR + _GAP) + _BETWEEN
    width = max(_LEAST_WIDTH, _LEFT + _RIGHT + group_width * len(answer.cycles))
    spread = (width - _LEFT - _RIGHT) / len(answer.cycles)
    drawn, top = [], _TOP
    for panel in panels:
        drawn.append(_draw(panel, top + _LEGEND, spread))
        top += _LEGEND + _PLOT + _BELOW
    pages = Environment(loader=FileSystemLoader(templates / "pages"), autoescape=True, undefined=StrictUndefined)
    text = pages.get_template("what_if.svg.j2").render(
        title=law_in_words(answer),
        values=_values(answer),
        panels=drawn,
        notes=NOTES,
        width=width,
        height=top + 22 * len(NOTES) + 10,
        notes_top=top,
        left=_LEFT,
        right=width - _RIGHT,
    )
    return text.encode()


def _values(answer: WhatIfAnswer) -> str:
    """Return the supposed values in one line."""
    listed = [f"{value.label} {value.before} → {value.after}" for _, value in supposed_values(answer)]
    more = f"；等{len(listed)}项" if len(listed) > 3 else ""
    return f"{'；'.join(listed[:3])}{more}" if listed else "所给数值与现行规定相同"


def _outcomes(answer: WhatIfAnswer) -> Panel:
    kinds = (Change.NEWLY_IN, Change.NEWLY_OUT, Change.NEWLY_REFERRED)
    return Panel(
        "结果变化的申报（项）",
        [(kind.value, kind.label) for kind in kinds],
        [
            (one.cycle.label, [[Bar(kind.value, Decimal(one.count(kind)), str(one.count(kind)))] for kind in kinds])
            for one in answer.cycles
        ],
    )


def _money(answer: WhatIfAnswer) -> Panel:
    return Panel(
        "获奖或命名项目的金额（万元）",
        [("before", "现行金额"), ("after", "假设金额"), ("most", "最多增加（上限）")],
        [(one.cycle.label, _columns(one)) for one in answer.cycles],
    )


def _columns(one: CycleAnswer) -> list[list[Bar]]:
    before, after = one.money("before_cny"), one.money("after_cny")
    most = one.money("most_new_cny") + one.money("most_moving_up_cny")
    supposed = [Bar("after", _ten_thousands(after), _short(after), carries=bool(most.cny))]
    if most.cny:
        supposed.append(Bar("most", _ten_thousands(most), f"+{_short(most)}", _ten_thousands(after)))
    return [[Bar("before", _ten_thousands(before), _short(before))], supposed]


def _draw(panel: Panel, top: int, spread: float) -> dict[str, object]:
    most = max((bar.stands_on + bar.value for _, columns in panel.groups for bars in columns for bar in bars))
    step = _step(most)
    highest = step * max(Decimal(1), (most / step).to_integral_value(ROUND_CEILING))
    scale = Decimal(_PLOT) / highest
    bars: list[dict[str, object]] = []
    groups = []
    for place, (label, columns) in enumerate(panel.groups):
        middle = _LEFT + spread * (place + 0.5)
        start = middle - (len(columns) * (_BAR + _GAP) - _GAP) / 2
        groups.append({"x": round(middle, 1), "label": label})
        for column, stacked in enumerate(columns):
            x = round(start + column * (_BAR + _GAP), 1)
            bars += [_placed(bar, x, top, scale) for bar in stacked]
    ticks = [
        {"y": round(float(top + _PLOT - step * number * scale), 1), "label": f"{(step * number).normalize():f}"}
        for number in range(int(highest / step) + 1)
    ]
    legend = [
        {"x": _LEFT + 170 * place, "look": look, "label": says} for place, (look, says) in enumerate(panel.legend)
    ]
    return {
        "title": panel.title,
        "title_y": top - _LEGEND - 12,
        "legend_y": top - _LEGEND,
        "base": top + _PLOT,
        "legend": legend,
        "ticks": ticks,
        "bars": bars,
        "groups": groups,
    }


def _placed(bar: Bar, x: float, top: int, scale: Decimal) -> dict[str, object]:
    height = bar.value * scale
    is_within = bar.carries and height > _LINE + _AIR
    upper = Decimal(top + _PLOT) - (bar.stands_on + bar.value) * scale
    return {
        "look": bar.look,
        "x": x,
        "y": round(float(upper), 1),
        "width": _BAR,
        "height": round(float(height), 1),
        "label": bar.label,
        "label_x": x + _BAR / 2,
        "label_y": round(float(upper) + (_LINE if is_within else -_AIR), 1),
        "label_look": "middle within" if is_within else "middle",
    }


def _step(most: Decimal) -> Decimal:
    """Return a round distance between the lines of the axis: 1, 2 or 5 with noughts, or a part of one for money."""
    for exponent in range(-4, 13):
        for digit in (1, 2, 5):
            step = Decimal(digit).scaleb(exponent)
            if most <= step * (_MOST_TICKS - 1) and (step >= 1 or most < 1):
                return step
    return Decimal(10) ** 12


def _ten_thousands(money: Money) -> Decimal:
    return money.cny / _TEN_THOUSAND


def _short(money: Money) -> str:
    return f"{_ten_thousands(money).quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}"
