"""The list and the picture of an answer: complete, the same bytes each time, and readable."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from tests.services.what_if.answers import REQUIRED, answer, category

from honours.domain.money import ZERO, Money
from honours.services.what_if.chart import chart
from honours.services.what_if.workbook import workbook
from honours.storage.settings import PROJECT_ROOT

ON = date(2026, 11, 24)
TEMPLATES = PROJECT_ROOT / "templates"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(**changes: object) -> ElementTree.Element:
    return ElementTree.fromstring(chart(answer(2023, 2024, 2025, **changes), TEMPLATES))  # noqa: S314


def words(picture: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in picture.iter(f"{SVG}text")]


def bars(picture: ElementTree.Element, look: str) -> list[ElementTree.Element]:
    return [bar for bar in picture.iter(f"{SVG}rect") if bar.get("class") == look and bar.get("width") == "52"]


def test_list_has_one_row_a_nomination_and_the_sums_before() -> None:
    content = workbook(answer(2024, 2025), fixed_on=ON)
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["改动的数值", "按条款", "名额和金额", "逐项"]
    rows = list(book["逐项"].iter_rows(values_only=True))
    assert "另有10项已计入各项合计" in str(rows[1][0])
    assert rows[2][:4] == ("编号", "年份", "类别", "名称")
    assert [row[0] for row in rows[3:]] == [f"{year}-JD-0101-00{no}" for year in (2024, 2025) for no in (1, 2)]
    first = rows[3]
    assert first[3] == "=叉车限速<装置>"
    assert book["逐项"].cell(4, 4).data_type == "s"
    assert first[6:9] == ("符合", "不符合", "新不符合")
    assert first[11:13] == REQUIRED
    assert first[14:] == (2000, 0)
    assert rows[4][14:] == (None, None)
    values = [cell for row in book["改动的数值"].iter_rows(values_only=True) for cell in row if cell]
    assert "2024年、2025年" in values
    assert any("不保存任何数据" in str(cell) for cell in values)
    money = list(book["名额和金额"].iter_rows(values_only=True))[-1]
    assert money[0] == 2025
    assert [Decimal(str(cell)) for cell in money[9:]] == [20000, 21000, 0, 3000, 6000]


def test_same_answer_gives_the_same_bytes() -> None:
    for make in (lambda: workbook(answer(2025), fixed_on=ON), lambda: chart(answer(2025), TEMPLATES)):
        assert make() == make()


def test_picture_shows_each_cycle_with_its_numbers() -> None:
    picture = drawn()
    said = words(picture)
    for label in ("新符合", "新不符合", "新转人工认定", "现行金额", "假设金额", "最多增加（上限）"):
        assert said.count(label) == 1
    assert said.count("2024年职工创新成果奖") == 2
    assert (said.count("6"), said.count("2.1"), said.count("+0.9")) == (1 + 3, 3, 3)
    assert any("年效益下限 30万 → 50万" in line for line in said)
    for look in ("newly_in", "newly_out", "newly_referred", "before", "after", "most"):
        assert len(bars(picture, look)) == 3


def test_bars_are_as_high_as_their_numbers_and_stay_in_their_field() -> None:
    picture = drawn()
    out, entered = bars(picture, "newly_out")[0], bars(picture, "newly_in")[0]
    assert float(str(out.get("height"))) == pytest.approx(6 * float(str(entered.get("height"))), rel=0.01)
    after, most = bars(picture, "after")[0], bars(picture, "most")[0]
    top, height = (float(str(most.get(name))) for name in ("y", "height"))
    assert top + height == pytest.approx(float(str(after.get("y"))), abs=0.2)
    lines = sorted(float(str(line.get("y1"))) for line in picture.iter(f"{SVG}line") if line.get("class") == "line")
    assert all(float(str(bar.get("y"))) >= lines[0] for bar in picture.iter(f"{SVG}rect") if bar.get("width") == "52")


def test_nothing_at_all_is_drawn_too() -> None:
    nothing = category(
        newly_in=0, newly_out=0, before_cny=ZERO, after_cny=ZERO, most_new_cny=ZERO, most_moving_up_cny=ZERO
    )
    picture = drawn(categories=(nothing,), changes=(), values=(), rules=(), unlisted=0)
    assert not bars(picture, "most")
    assert any("与现行规定相同" in line for line in words(picture))


@pytest.mark.parametrize("cny", ["0.01", "12.34", "99999.99", "123456789.01"])
def test_axis_fits_any_amount(cny: str) -> None:
    picture = drawn(categories=(category(before_cny=Money(cny), after_cny=Money(cny)),))
    ticks = [line for line in words(picture) if re.fullmatch(r"[0-9.]+", line)]
    assert len(ticks) < 40
    height = float(str(picture.get("height")))
    assert all(0 < float(str(bar.get("y"))) < height for bar in picture.iter(f"{SVG}rect") if bar.get("class"))


def test_many_cycles_widen_the_picture() -> None:
    wide = ElementTree.fromstring(chart(answer(*range(2010, 2026)), TEMPLATES))  # noqa: S314
    assert float(str(wide.get("width"))) > 2000
    edges = [float(str(bar.get("x"))) + 52 for bar in wide.iter(f"{SVG}rect") if bar.get("width") == "52"]
    assert max(edges) < float(str(wide.get("width")))
