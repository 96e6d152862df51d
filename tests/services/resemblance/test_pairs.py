"""Copies are found among many texts, always the same ones; unrelated texts are not."""

from __future__ import annotations

import numpy as np
import pytest
from bench.shared.texts import Copy, accuracy, texts_of_year
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders import DUE_ON

from honours.domain.cycle import Category
from honours.domain.facts import Speciality
from honours.regulation.closeness import closeness_on
from honours.services.resemblance.grams import grams, likeness
from honours.services.resemblance.pairs import find_pairs
from honours.services.resemblance.sketches import from_bytes, recipe, signature, to_bytes
from honours.services.sample.summaries import copied, scrambled, summary

TERMS = closeness_on(DUE_ON)
SPECIALITIES = st.sampled_from(Speciality)
SEEDS = st.integers(0, 10_000).map(str)


@pytest.mark.parametrize(
    ("copy", "share", "recall"),
    [
        pytest.param(copied, 0.1, 1.0, id="10 % of the words in other words"),
        pytest.param(copied, 0.3, 1.0, id="30 % of the words in other words"),
        pytest.param(scrambled, 0.3, 0.98, id="30 % of the words replaced by any"),
    ],
)
def test_copies_are_found_and_nothing_else_is(copy: Copy, share: float, recall: float) -> None:
    found = accuracy(texts_of_year("2025", 336), copy, share, TERMS)
    assert found.recall >= recall
    assert found.precision == 1.0


def test_unrelated_texts_of_three_years_are_not_close() -> None:
    texts = {name: str(text) for year in ("1", "2", "3") for name, (text, _) in texts_of_year(year, 336).items()}
    assert len(texts) == 1008
    assert find_pairs(texts, texts, TERMS) == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(SEEDS, SEEDS, SPECIALITIES)
def test_a_copy_is_found_whatever_the_text_and_whatever_stands_beside_it(
    seed: str, other: str, speciality: Speciality
) -> None:
    original = summary(seed, Category.TECH_ACHIEVEMENT, speciality, "叶轮")
    beside = {
        f"{place}": str(summary(f"{other} {place}", Category.GOLDEN_IDEA, speciality, "水泵")) for place in range(5)
    }
    copy = copied(original, 0.3, speciality, other)
    pairs = find_pairs({"copy": str(copy)}, {**beside, "original": str(original)}, TERMS)
    assert "original" in [pair.other for pair in pairs]
    (pair,) = [pair for pair in pairs if pair.other == "original"]
    assert pair.likeness == likeness(grams(str(copy), TERMS.gram_length), grams(str(original), TERMS.gram_length))


def test_the_order_of_the_texts_does_not_matter() -> None:
    texts = {name: str(text) for name, (text, _) in texts_of_year("7", 60).items()}
    texts |= {f"copy of {name}": text.replace("，", " ") for name, text in list(texts.items())[:5]}
    backwards = dict(reversed(texts.items()))
    pairs = find_pairs(texts, texts, TERMS)
    assert pairs == find_pairs(backwards, backwards, TERMS)
    assert [(pair.name, pair.other) for pair in pairs] == sorted((pair.name, pair.other) for pair in pairs)
    assert len(pairs) == 10


def test_short_texts_are_close_to_nothing() -> None:
    texts = {"one": "齿轮箱节能改造", "two": "齿轮箱节能改造"}
    assert find_pairs(texts, texts, TERMS) == []
    assert find_pairs({}, {}, TERMS) == []


def test_a_long_text_that_swallowed_a_short_one_is_found() -> None:
    short = str(summary("short", Category.TECH_ACHIEVEMENT, Speciality.ENERGY, "锅炉给水泵"))
    long = short + str(summary("long", Category.TECH_ACHIEVEMENT, Speciality.ENERGY, "配电柜"))
    (pair,) = find_pairs({"long": long}, {"short": short}, TERMS)
    assert pair.likeness.contained == 100


def test_signatures_outlive_the_version_of_the_library() -> None:
    """Signatures stand in the database for years: when this fails, the recipe must be given another name."""
    made = signature(grams("齿轮箱节能改造后噪声明显下降", 2))
    assert recipe(2) == "affine32 seed 1 perms 450 crc32 grams 2 normalised 1"
    assert made[:3].tolist() == [478703752, 96894450, 280683296]
    assert np.array_equal(from_bytes(to_bytes(made)), made)
