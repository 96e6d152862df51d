"""The cases of the employee studios (employee-studio/2 to /12)."""

from __future__ import annotations

from typing import Any

from tests.regulation.rule_cases import FAIL, PASS, REFER
from tests.regulation.studio_cases import (
    DEMO,
    Facts,
    StudioCase,
    doubt,
    each,
    number_of,
    own,
)
from tests.regulation.studio_shared_cases import of_elsewhere, of_named, of_new, of_procedure, of_unit
from tests.studio_builders import EMPLOYEE_CYCLE


def _all(rule: str, verdict: str, also: Facts | None = None, **facts: Any) -> list[StudioCase]:
    return each(EMPLOYEE_CYCLE, rule, verdict, also, **facts)


def _demo(rule: str, verdict: str, also: Facts | None = None, **facts: Any) -> list[StudioCase]:
    return each(EMPLOYEE_CYCLE, rule, verdict, also, levels=(DEMO,), **facts)


LEADERS = [
    case
    for title, verdict in (
        ("national_skill_leader", PASS),
        ("provincial_skill_leader", PASS),
        ("municipal_skill_leader", PASS),
        ("municipal_innovator", PASS),
        ("higher_innovator", PASS),
        ("below_municipal", FAIL),
        ("none", FAIL),
        (None, REFER),
    )
    for case in _all("leader_title", verdict, leader_title=title)
]
_UNKNOWN_TEAM = {"frontline_members": REFER, "frontline_mainly": REFER}
TEAMS = [
    *_all("team_size", FAIL, team_size=2, frontline_count=2),
    *_all("team_size", PASS, team_size=3, frontline_count=2),
    *_all("team_size", REFER, _UNKNOWN_TEAM, team_size=None),
    *_all("frontline_members", FAIL, {"frontline_mainly": REFER}, team_size=3, frontline_count=0),
    *_all("frontline_members", PASS, {"frontline_mainly": REFER}, team_size=3, frontline_count=1),
    *_all("frontline_members", PASS, frontline_count=6),
    *_all("frontline_members", REFER, frontline_count=7),
    *_all("frontline_members", REFER, _UNKNOWN_TEAM, frontline_count=None),
    # None at all is a breach, whatever the size of the team.
    *_all(
        "frontline_members",
        FAIL,
        {"team_size": REFER, "frontline_mainly": REFER},
        team_size=None,
        frontline_count=0,
    ),
    *_all("frontline_mainly", REFER, frontline_count=2),
    *_all("frontline_mainly", PASS, frontline_count=3),
    *_all("frontline_mainly", REFER, _UNKNOWN_TEAM, frontline_count=None),
]
# Only from among the named, so whom the register does not have is shut out.
STANDING = [
    *_demo("from_named", FAIL, studio_no=None, register=None),
    *_demo("from_named", FAIL, studio_no="Z2001-001", register=None),
    *_demo(
        "from_named", REFER, **own(EMPLOYEE_CYCLE, studio_no=None, register={"studio_no": number_of(EMPLOYEE_CYCLE)})
    ),
    *_demo(
        "from_named",
        REFER,
        **own(EMPLOYEE_CYCLE, studio_no="Z2001-002", register={"studio_no": number_of(EMPLOYEE_CYCLE)}),
    ),
]
LEDGERS = [
    case
    for fact in ("has_member_ledger", "has_activity_ledger", "has_result_ledger")
    for case in doubt(EMPLOYEE_CYCLE, "ledgers", fact, levels=(DEMO,))
]
APPLICATION = _all("union_application", REFER, {"reviewed_after_application": REFER}, applied_on=None)
EMPLOYEE_CASES = [
    *LEADERS,
    *TEAMS,
    *of_unit(EMPLOYEE_CYCLE),
    *of_new(EMPLOYEE_CYCLE),
    *of_named(EMPLOYEE_CYCLE, {}),
    *STANDING,
    *LEDGERS,
    *APPLICATION,
    *of_procedure(EMPLOYEE_CYCLE, {}),
    *of_elsewhere(EMPLOYEE_CYCLE),
]
EMPLOYEE_NEVER_FAIL = {
    "frontline_mainly",
    "ledgers",
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
