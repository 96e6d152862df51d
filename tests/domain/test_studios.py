"""The nine aspects of a visit are facts of the application, in the order of model-studio/12."""

from __future__ import annotations

import pytest

from honours.domain.studios import Aspect, Conclusion
from honours.storage.tables import studio_application


def test_every_aspect_checks_a_fact_of_the_application_of_its_own() -> None:
    claims = [aspect.claim for aspect in Aspect]
    assert len(set(claims)) == len(claims) == 9
    assert set(claims) <= set(studio_application.c.keys())


@pytest.mark.parametrize("aspect", Aspect)
def test_what_counts_whole_things_is_a_whole_number_in_the_table_too(aspect: Aspect) -> None:
    assert (studio_application.c[aspect.claim].type.python_type is int) is aspect.is_whole


def test_social_benefit_is_there_or_not() -> None:
    assert {aspect: aspect.most for aspect in Aspect if aspect.most is not None} == {Aspect.SOCIAL_BENEFIT: 1}


def test_conclusions_are_told_apart() -> None:
    assert len({one.label for one in Conclusion}) == 3
