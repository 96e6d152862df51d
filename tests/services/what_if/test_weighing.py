"""What verdicts make of a nomination under two laws, and which rules made the difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.domain.states import RulingOutcome, Verdict
from honours.services.what_if.answer import Change
from honours.services.what_if.weighing import LETTERS, weigh

RULES = ("a", "b", "c")
ACCEPTED, REFUSED = RulingOutcome.ACCEPTED, RulingOutcome.REFUSED
letters = st.text("pfr", min_size=3, max_size=3)
rulings = st.dictionaries(st.sampled_from(RULES), st.sampled_from(RulingOutcome))
GRAVITY = [Verdict.PASS, Verdict.REFER, Verdict.FAIL]


def test_letters_stand_for_all_verdicts() -> None:
    assert LETTERS == {"p": Verdict.PASS, "f": Verdict.FAIL, "r": Verdict.REFER}


@pytest.mark.parametrize(
    ("before", "after", "words", "change", "deciding"),
    [
        pytest.param("ppp", "ppp", {}, Change.NONE, (), id="nothing"),
        pytest.param("fpp", "ppp", {}, Change.NEWLY_IN, (0,), id="the one breach is none"),
        pytest.param("fpf", "pff", {}, Change.NONE, (), id="one breach for another"),
        pytest.param("ffp", "fpp", {}, Change.NONE, (), id="one breach less of two"),
        pytest.param("ffp", "ppp", {}, Change.NEWLY_IN, (0, 1), id="both breaches are none"),
        pytest.param("frp", "ppp", {}, Change.NEWLY_IN, (0, 1), id="breach and doubt are none"),
        pytest.param("frp", "prp", {}, Change.NEWLY_REFERRED, (0,), id="the doubt remains"),
        pytest.param("frp", "prp", {"b": ACCEPTED}, Change.NEWLY_IN, (0,), id="the doubt was accepted"),
        pytest.param("frp", "prp", {"b": REFUSED}, Change.NONE, (), id="the doubt was refused"),
        pytest.param("ppp", "pfp", {}, Change.NEWLY_OUT, (1,), id="a breach"),
        pytest.param("ppp", "rfp", {}, Change.NEWLY_OUT, (1,), id="a breach and a doubt"),
        pytest.param("rpp", "rfp", {}, Change.NEWLY_OUT, (1,), id="a breach beside an old doubt"),
        pytest.param("ppp", "rpp", {}, Change.NEWLY_REFERRED, (0,), id="a doubt"),
        pytest.param("ppp", "rpp", {"a": ACCEPTED}, Change.NONE, (), id="a doubt that a person settled"),
        pytest.param("ppp", "rpp", {"a": REFUSED}, Change.NEWLY_OUT, (0,), id="a doubt that a person refused"),
        pytest.param("rpp", "ppp", {}, Change.NEWLY_IN, (0,), id="no doubt any more"),
        pytest.param("fpp", "ppp", {"a": REFUSED}, Change.NEWLY_IN, (0,), id="a word on what is no doubt"),
    ],
)
def test_change_and_who_made_it(
    before: str, after: str, words: dict[str, RulingOutcome], change: Change, deciding: tuple[int, ...]
) -> None:
    weighed = weigh(before, after, RULES, words)
    assert (weighed.change, weighed.deciding) == (change, deciding)


@given(letters, rulings)
def test_the_same_letters_change_nothing(same: str, words: dict[str, RulingOutcome]) -> None:
    weighed = weigh(same, same, RULES, words)
    assert weighed.change is Change.NONE
    assert weighed.deciding == ()


@given(letters, letters, rulings)
def test_every_change_has_a_rule_that_made_it_and_back_again(
    one: str, other: str, words: dict[str, RulingOutcome]
) -> None:
    there, back = weigh(one, other, RULES, words), weigh(other, one, RULES, words)
    assert (there.before, there.after) == (back.after, back.before)
    assert bool(there.deciding) == (there.change is not Change.NONE) == bool(back.deciding)
    for place in there.deciding:
        assert there.verdicts_before[place] is not there.verdicts_after[place]


@given(letters, letters, rulings)
def test_only_the_deciding_rules_matter(one: str, other: str, words: dict[str, RulingOutcome]) -> None:
    """Where it came out better, without any one of them it would not have."""
    weighed = weigh(one, other, RULES, words)
    if GRAVITY.index(weighed.after) < GRAVITY.index(weighed.before):
        for place in weighed.deciding:
            undone = other[:place] + one[place] + other[place + 1 :]
            assert GRAVITY.index(weigh(one, undone, RULES, words).after) > GRAVITY.index(weighed.after)


@given(st.lists(st.tuples(st.sampled_from("pfr"), st.booleans()), min_size=1, max_size=6), rulings)
def test_loosening_shuts_nobody_out(rules: list[tuple[str, bool]], words: dict[str, RulingOutcome]) -> None:
    names = [f"rule {place}" for place in range(len(rules))]
    before = "".join(letter for letter, _ in rules)
    after = "".join("p" if is_loosened else letter for letter, is_loosened in rules)
    assert weigh(before, after, names, words).change is not Change.NEWLY_OUT
