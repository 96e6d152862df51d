"""Answers made by hand, for the files that are made of them."""

from __future__ import annotations

from typing import Any

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.money import ZERO, Money
from honours.domain.states import NominationState, Verdict
from honours.services.what_if import (
    CategoryAnswer,
    Change,
    ChangedNomination,
    ChangedRule,
    ChangedValue,
    CycleAnswer,
    RuleCount,
    WhatIfAnswer,
)
from honours.services.what_if.answer import Outcomes

SCHEME = Scheme.ACHIEVEMENT_AWARD
REQUIRED = ("年效益不低于300,000.00元", "年效益不低于500,000.00元")
SENTENCE = "建议须符合一项专门条件"


def category(**changes: Any) -> CategoryAnswer:
    values: dict[str, Any] = {
        "category": Category.GOLDEN_IDEA,
        "before": Outcomes(20, 5, 1),
        "after": Outcomes(15, 10, 1),
        "newly_in": 1,
        "newly_out": 6,
        "newly_referred": 0,
        "quota_before": 10,
        "quota_after": 10,
        "grant_before_cny": Money(2000),
        "grant_after_cny": Money(3000),
        "honoured": 10,
        "still_honoured": 7,
        "without_place": 0,
        "before_cny": Money(20000),
        "after_cny": Money(21000),
        "in_doubt_cny": ZERO,
        "most_new_cny": Money(3000),
        "most_moving_up_cny": Money(6000),
    }
    return CategoryAnswer(**{**values, **changes})


def nomination(cycle: Cycle, serial_no: int, **changes: Any) -> ChangedNomination:
    rule = ChangedRule(
        "idea_ground",
        "award/8",
        "第八条",
        SENTENCE,
        Verdict.PASS,
        Verdict.FAIL,
        "年效益（元）：360000.00",
        "年效益（元）：360000.00",
        *REQUIRED,
    )
    values: dict[str, Any] = {
        "nomination_no": cycle.nomination_no(Category.GOLDEN_IDEA, "0101", serial_no),
        "cycle": cycle,
        "category": Category.GOLDEN_IDEA,
        "body_name": "第0101总工会",
        "project_name": "=叉车限速<装置>",
        "person_name": "赵一",
        "state": NominationState.PAID,
        "before": Verdict.PASS,
        "after": Verdict.FAIL,
        "change": Change.NEWLY_OUT,
        "rules": (rule,),
        "doubts": (),
        "before_cny": Money(2000),
        "after_cny": ZERO,
    }
    return ChangedNomination(**{**values, **changes})


def answer(*years: int, **changes: Any) -> WhatIfAnswer:
    cycles = []
    for year in years:
        cycle = Cycle(year, SCHEME)
        values: dict[str, Any] = {
            "cycle": cycle,
            "nominations": 26,
            "categories": (category(),),
            "rules": (RuleCount("idea_ground", "award/8", "第八条", SENTENCE, *REQUIRED, 1, 6, 0),),
            "changes": (nomination(cycle, 1), nomination(cycle, 2, before_cny=None, after_cny=None)),
            "unlisted": 5,
            "values": (
                ChangedValue("rule.award.golden_idea_benefit_cny", "年效益下限", "award/8.2", "30万", "50万", True),
            ),
        }
        cycles.append(CycleAnswer(**{**values, **changes}))
    return WhatIfAnswer(scheme=SCHEME, cycles=tuple(cycles), not_open=(Cycle(2020, SCHEME),), as_on=None)
