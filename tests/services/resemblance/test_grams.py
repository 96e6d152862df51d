"""Texts as sets of n-grams: what does not matter does not matter, and what two have in common is counted exactly."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.domain.resemblance import Closeness, Likeness
from honours.services.resemblance.grams import grams, likeness, normalised, shared_runs

CHINESE = st.text(alphabet=st.sampled_from("减速机齿轮箱改造降低能耗，。；12 ａＢ"), max_size=60)
TERMS = Closeness(gram_length=2, least_grams=3, common_percent=32, contained_percent=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("齿轮箱，改造。", "齿轮箱改造", id="punctuation"),
        pytest.param("齿轮 箱\n改造", "齿轮箱改造", id="blanks and lines"),
        pytest.param("ＰＬＣ控制１２台", "plc控制12台", id="width and case"),
        pytest.param("“五步快换”法", "五步快换法", id="quotation marks"),
        pytest.param("㎡面积", "m2面积", id="compatibility characters"),
    ],
)
def test_what_does_not_matter_is_left_out(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


def test_digits_stay_as_they_are() -> None:
    assert normalised("节约12万元") != normalised("节约21万元") == "节约21万元"


@given(CHINESE, CHINESE)
def test_likeness_is_symmetrical_and_within_bounds(one: str, other: str) -> None:
    there, back = likeness(grams(one, 2), grams(other, 2)), likeness(grams(other, 2), grams(one, 2))
    assert (there.common, there.contained) == (back.common, back.contained)
    assert 0 <= there.common <= there.contained <= 100


@given(CHINESE)
def test_a_text_is_wholly_like_itself_and_like_none_when_it_is_empty(text: str) -> None:
    own = grams(text, 2)
    assert likeness(own, own).common == (100 if own else 0)
    assert likeness(own, frozenset()).contained == 0


@given(CHINESE, CHINESE)
def test_more_in_common_never_makes_two_texts_less_close(one: str, other: str) -> None:
    first, second = grams(one, 2), grams(other, 2)
    found = likeness(first, second)
    nearer = Likeness(min(found.shared + 1, len(first), len(second)), len(first), len(second))
    assert nearer.reaches(TERMS) or not found.reaches(TERMS)


@pytest.mark.parametrize(
    ("found", "is_close"),
    [
        pytest.param(Likeness(32, 66, 66), True, id="32 of 100 in common"),
        pytest.param(Likeness(31, 65, 66), False, id="31 of 100 in common"),
        pytest.param(Likeness(60, 100, 400), True, id="60 of 100 within a long one"),
        pytest.param(Likeness(59, 100, 400), False, id="59 of 100 within a long one"),
        pytest.param(Likeness(3, 3, 3), True, id="just long enough"),
        pytest.param(Likeness(2, 2, 2), False, id="too short, though the same"),
    ],
)
def test_the_line_is_drawn_without_rounding(found: Likeness, is_close: bool) -> None:
    assert found.reaches(TERMS) is is_close


def test_shares_are_told_to_two_places() -> None:
    assert (Likeness(1, 3, 3).common, Likeness(2, 3, 6).contained) == (Decimal("20.00"), Decimal("66.67"))


@given(CHINESE, CHINESE)
def test_marked_stretches_lie_in_order_within_the_text_and_hold_only_shared_characters(one: str, other: str) -> None:
    shared = grams(other, 2)
    runs = shared_runs(one, shared, 2)
    assert list(runs) == sorted(runs)
    assert all(0 <= start < end <= len(one) for start, end in runs)
    assert all(before[1] <= after[0] for before, after in pairwise(runs))
    marked = "".join(normalised(one[start:end]) for start, end in runs)
    assert set(marked) <= set("".join(shared))
    assert bool(runs) is bool(grams(one, 2) & shared)


def test_stretches_that_meet_within_one_character_are_marked_once() -> None:
    whole = "صلى الله عليه وسلم"
    runs = shared_runs("\ufdfa", grams(whole[:6], 2) | grams(whole[-4:], 2), 2)
    assert runs == ((0, 1),)


def test_marked_stretches_are_those_of_the_text_as_it_was_written() -> None:
    text = "把冷却喷嘴，前移１２毫米"
    runs = shared_runs(text, grams("冷却喷嘴前移30毫米", 2), 2)
    assert [text[start:end] for start, end in runs] == ["冷却喷嘴，前移", "毫米"]
