from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.regulation.expert_view import expert_view
from honours.services.review.blinding.redaction import MARK, Redactor

NAMES = ("李雪梅", "澄帆精密机械", "澄帆", "ABB")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("由李雪梅提出。", f"由{MARK}提出。", id="name"),
        pytest.param("由李 雪 梅提出。", f"由{MARK}提出。", id="with spaces"),
        pytest.param("由李·雪·梅提出。", f"由{MARK}提出。", id="with dots"),
        pytest.param("由李\n雪梅提出。", f"由{MARK}提出。", id="over a line"),
        pytest.param("澄帆精密机械和澄帆", f"{MARK}和{MARK}", id="longest first"),
        pytest.param("李雪梅澄帆", MARK, id="one mark for what touches"),
        pytest.param("用ａｂｂ变频器", f"用{MARK}变频器", id="other width and case"),
        pytest.param("梅雪李", "梅雪李", id="no name"),
        pytest.param("致电13812345678。", f"致电{MARK}。", id="mobile"),
        pytest.param("致电0510-85012345。", f"致电{MARK}。", id="telephone"),
        pytest.param("证号32020419800101001X，", f"证号{MARK}，", id="ID number"),
        pytest.param("账号6222020200112233445", f"账号{MARK}", id="account"),
        pytest.param("代码91320200MA1XXXXX0A的", f"代码{MARK}的", id="credit code"),
        pytest.param("专利ZL202110000011.2已授权", f"专利{MARK}已授权", id="patent"),
        pytest.param("见2025-JD-0101-001号", f"见{MARK}号", id="nomination number"),
        pytest.param("写信 a.b@c-d.cn", f"写信 {MARK}", id="address"),
        pytest.param("年产1200000件，2023-03-01起，节约360,000.00元", None, id="figures and days stay"),
    ],
)
def test_what_tells_whose_it_is_goes_and_the_rest_stays(text: str, expected: str | None) -> None:
    assert Redactor(NAMES).redact(text) == (text if expected is None else expected)


@given(st.text(alphabet="李雪梅澄帆精密机械甲 ·1", max_size=30))
def test_nothing_is_left_after_redaction_and_a_second_time_changes_nothing(text: str) -> None:
    names = Redactor(NAMES)
    once = names.redact(text)
    assert names.finds(once) == set()
    assert names.redact(once) == once


@pytest.mark.parametrize(
    ("name", "short"),
    [
        pytest.param("无锡澄帆精密机械有限公司", {"澄帆精密机械", "澄帆", "无锡澄帆"}, id="city and suffix"),
        pytest.param("江苏（无锡）锡岚纺织科技股份有限公司", {"锡岚纺织科技", "锡岚"}, id="brackets"),
        pytest.param("梁溪区总工会", {"梁溪"}, id="district"),
        pytest.param("江阴市总工会", {"江阴"}, id="county-level city"),
        pytest.param("太澜水务集团工会", {"太澜水务", "太澜"}, id="group"),
        pytest.param("市市政园林系统工会", {"市政园林系统工会"}, id="bureau"),
    ],
)
def test_units_and_bodies_are_known_by_their_short_names_too(name: str, short: set[str]) -> None:
    found = expert_view().short.of(name)
    assert short | {name} <= found
    assert not {"总工会", "无锡", "有限公司", "江苏"} & found
