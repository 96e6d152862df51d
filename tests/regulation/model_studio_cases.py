"""The cases of the model workers' studios (model-studio/5 to /9, /15.3, /20)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.regulation.rule_cases import FAIL, PASS, REFER
from tests.regulation.studio_cases import (
    DEMO,
    Facts,
    StudioCase,
    doubt,
    each,
    flag,
    number_of,
    own,
)
from tests.regulation.studio_shared_cases import of_elsewhere, of_named, of_new, of_procedure, of_unit
from tests.studio_builders import EMPLOYEE_CYCLE, FILM, FORM, LEDGERS, MODEL_CYCLE, SHORT_FILM

_EARLY = {"party_consent_on": date(2026, 8, 20), "management_consent_on": date(2026, 8, 20)}
_UNNAMED = {"named_years": REFER}


def _all(rule: str, verdict: str, also: Facts | None = None, **facts: Any) -> list[StudioCase]:
    return each(MODEL_CYCLE, rule, verdict, also, **facts)


def _demo(rule: str, verdict: str, also: Facts | None = None, **facts: Any) -> list[StudioCase]:
    return each(MODEL_CYCLE, rule, verdict, also, levels=(DEMO,), **facts)


LEADERS = [
    case
    for honour, is_any, is_high in (
        ("national_model_worker", PASS, PASS),
        ("provincial_model_worker", PASS, PASS),
        ("municipal_model_worker", PASS, PASS),
        ("national_medal", PASS, PASS),
        ("provincial_medal", PASS, PASS),
        ("other_model_worker", PASS, REFER),
        ("municipal_medal", PASS, REFER),
        ("none", FAIL, REFER),
        (None, REFER, REFER),
    )
    for case in (
        *_all("leader_honour", is_any, {"leader_honour_level": is_high}, leader_honour=honour),
        *_all("leader_honour_level", is_high, {"leader_honour": is_any}, leader_honour=honour),
    )
]
TEAMS = [
    *_all("team_size", FAIL, team_size=4),
    *_all("team_size", PASS, team_size=5),
    *_all("team_size", REFER, team_size=None),
    *doubt(MODEL_CYCLE, "team_balance", "is_team_balanced"),
    *_all("operating_years", PASS, founded_on=date(2025, 10, 30)),
    *_all("operating_years", PASS, founded_on=date(2025, 10, 31)),
    *_all("operating_years", FAIL, founded_on=date(2025, 11, 1)),
    *_all("operating_years", REFER, founded_on=None),
]
WORK = [
    *flag(MODEL_CYCLE, "plan", "has_plan"),
    *flag(MODEL_CYCLE, "takes_on_projects", "takes_on_projects"),
]
# A studio that the register does not have skips a level: whether it is that good, a person says.
SKIPPED = [
    *_demo("from_named", REFER, _UNNAMED, studio_no=None, register=None),
    *_demo("from_named", REFER, _UNNAMED, studio_no="L2001-001", register=None),
    *_demo("named_years", REFER, {"from_named": REFER}, studio_no=None, register=None),
]
STANDING = [
    *_demo("named_years", PASS, named_on=date(2024, 10, 30)),
    *_demo("named_years", PASS, named_on=date(2024, 10, 31)),
    *_demo("named_years", FAIL, named_on=date(2024, 11, 1)),
    # Not this studio's years: the number is another scheme's.
    *_demo(
        "named_years",
        REFER,
        {"from_named": FAIL, "in_both_schemes": REFER},
        **own(MODEL_CYCLE, studio_no=number_of(MODEL_CYCLE, EMPLOYEE_CYCLE), register={"scheme": "employee_studio"}),
    ),
]
DEMONSTRATION = [
    *flag(MODEL_CYCLE, "leader_influence", "has_leader_influence", levels=(DEMO,)),
    *flag(MODEL_CYCLE, "key_problems", "has_solved_key_problems", levels=(DEMO,)),
    *flag(MODEL_CYCLE, "film", "has_film", levels=(DEMO,)),
    *flag(MODEL_CYCLE, "leading_role", "has_leading_role", levels=(DEMO,)),
    *_demo("both_benefits", REFER, economic_benefit_cny=Decimal("0.00")),
    *_demo("both_benefits", PASS, economic_benefit_cny=Decimal("0.01")),
    *_demo("both_benefits", REFER, economic_benefit_cny=None),
    *_demo("both_benefits", FAIL, social_benefit_count=0),
    *_demo("both_benefits", PASS, social_benefit_count=1),
    *_demo("both_benefits", REFER, social_benefit_count=None),
    *flag(MODEL_CYCLE, "ledgers", "has_member_ledger", levels=(DEMO,)),
    *flag(MODEL_CYCLE, "ledgers", "has_activity_ledger", levels=(DEMO,)),
    *flag(MODEL_CYCLE, "ledgers", "has_result_ledger", levels=(DEMO,)),
    # One that is surely missing is a breach, whatever the others are.
    *_demo("ledgers", FAIL, has_member_ledger=False, has_activity_ledger=None, has_result_ledger=None),
    *_demo("demonstration_files", REFER, evidence_names=[FORM, *LEDGERS]),
    *[
        case
        for missing in LEDGERS
        for case in _demo(
            "demonstration_files", REFER, evidence_names=[FORM, FILM, *(one for one in LEDGERS if one != missing)]
        )
    ],
    *_demo("demonstration_files", PASS, evidence_names=[*LEDGERS, SHORT_FILM]),
    *_demo("demonstration_files", REFER, evidence_names=[]),
]
CONSENTS = [
    *[
        case
        for rule in ("party_consent", "management_consent")
        for case in (
            *_all(rule, PASS, **{f"{rule}_on": date(2026, 9, 19)}),
            *_all(rule, PASS, **{f"{rule}_on": date(2026, 9, 20)}),
            *_all(rule, FAIL, **{f"{rule}_on": date(2026, 9, 21)}),
            *_all(rule, REFER, **{f"{rule}_on": None}),
        )
    ],
    *_all(
        "union_application",
        REFER,
        {"party_consent": REFER, "management_consent": REFER, "reviewed_after_application": REFER},
        applied_on=None,
    ),
]
MODEL_CASES = [
    *LEADERS,
    *TEAMS,
    *of_unit(MODEL_CYCLE),
    *WORK,
    *of_new(MODEL_CYCLE),
    *of_named(MODEL_CYCLE, _UNNAMED),
    *SKIPPED,
    *STANDING,
    *DEMONSTRATION,
    *CONSENTS,
    *of_procedure(MODEL_CYCLE, _EARLY),
    *of_elsewhere(MODEL_CYCLE),
]
MODEL_NEVER_FAIL = {
    "leader_honour_level",
    "team_balance",
    "demonstration_files",
    "union_application",
    "evidence_arrived",
    "reviewed_after_application",
    "recommended_after_review",
    "priority_order",
    "in_both_schemes",
    "leader_applications",
    "one_name_one_studio",
    "similar_text",
}
