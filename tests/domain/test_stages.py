"""Who examines what is qualified, scheme by scheme, and by which milestone."""

from __future__ import annotations

import tomllib

import pytest

from honours.domain.cycle import Scheme
from honours.domain.stages import Examiners, examines_by
from honours.regulation.loader import DATA


@pytest.mark.parametrize(
    ("scheme", "examiners"),
    [
        (Scheme.ACHIEVEMENT_AWARD, Examiners.EXPERTS),
        (Scheme.EMPLOYEE_STUDIO, Examiners.EXPERTS),
        (Scheme.MODEL_WORKER_STUDIO, Examiners.VISITORS),
    ],
)
def test_experts_give_points_and_visitors_check_claims(scheme: Scheme, examiners: Examiners) -> None:
    assert examines_by(scheme) is examiners


@pytest.mark.parametrize("scheme", Scheme)
def test_the_year_of_a_scheme_has_the_milestone_of_its_examiners_and_no_other(scheme: Scheme) -> None:
    codes = {step["code"] for step in tomllib.loads((DATA / "steps.toml").read_text("utf-8"))[scheme.value]}
    assert codes & {one.milestone for one in Examiners} == {examines_by(scheme).milestone}
