"""One line a case: which facts of an otherwise faultless nomination differ, and what the rule must then say.

The pass of an undisturbed nomination is tested for every rule and category besides; here stand the breaches, the doubts
and the boundary days with the days beside them. A case names every rule that its facts disturb.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from honours.domain.cycle import Category

KJ, CZ, ZL, JD = (
    Category.TECH_ACHIEVEMENT,
    Category.OPERATING_METHOD,
    Category.INVENTION_PATENT,
    Category.GOLDEN_IDEA,
)
PASS, FAIL, REFER = "pass", "fail", "refer"


@dataclass(frozen=True)
class Case:
    """Facts of one nomination, what each disturbed rule must say, and other nominations of the same body."""

    rule: str
    category: Category
    verdict: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)
    beside: Sequence[tuple[Category, Mapping[str, Any]]] = ()

    def __str__(self) -> str:
        facts = ",".join(f"{key}={value}" for key, value in self.facts.items())
        return f"{self.rule}-{self.category.value}-{facts}-{self.verdict}"


def _each(
    rule: str, categories: Sequence[Category], verdict: str, also: Mapping[str, str] | None = None, **facts: Any
) -> list[Case]:
    return [Case(rule, category, verdict, facts, also or {}) for category in categories]


def _flag(rule: str, category: Category, fact: str, *, passes: bool) -> list[Case]:
    return [
        Case(rule, category, FAIL, {fact: not passes}),
        Case(rule, category, REFER, {fact: None}),
        Case(rule, category, PASS, {fact: passes}),
    ]


ALL = (KJ, CZ, ZL, JD)
ENTRANTS = [
    *_each("frontline_worker", ALL, REFER, is_frontline=False),
    *_each("frontline_worker", ALL, REFER, is_frontline=None),
    *_each("first_completer", ALL, REFER, completer_rank=0),
    *_each("first_completer", ALL, PASS, completer_rank=1),
    *_each("first_completer", ALL, FAIL, completer_rank=2),
    *_each("first_completer", ALL, REFER, completer_rank=None),
    *_each("first_inventor_nominated", (ZL,), REFER, first_inventor_name="另一人"),
    *_each("first_inventor_nominated", (ZL,), REFER, first_inventor_name=None),
    *_each("unit_head", (KJ, CZ), FAIL, is_unit_head=True),
    *_each("unit_head", (KJ, CZ), REFER, is_unit_head=None),
    *_each("patent_unit_head", (ZL,), FAIL, is_unit_head=True),
    *_each("patent_unit_head", (ZL,), REFER, is_unit_head=None),
    # A unit head may enter a golden idea: the text shuts them out of the other three only.
    *_each("first_completer", (JD,), PASS, is_unit_head=True),
    *[
        case
        for title, verdict in (
            ("none", PASS),
            ("junior", PASS),
            ("intermediate", PASS),
            ("associate_senior", FAIL),
            ("senior", FAIL),
            (None, REFER),
        )
        for case in _each("senior_title", (KJ, CZ), verdict, professional_title=title)
    ],
    *_each("first_completer", (ZL, JD), PASS, professional_title="senior"),
    *[
        case
        for award, science, patent in (
            ("national_science_award", FAIL, PASS),
            ("provincial_science_award", FAIL, PASS),
            ("municipal_science_award", FAIL, PASS),
            ("national_patent_award", PASS, FAIL),
            ("provincial_patent_award", PASS, FAIL),
            ("other", PASS, PASS),
            (None, REFER, REFER),
        )
        for case in (
            *_each("science_award", (KJ, CZ), science, prior_award=award),
            *_each("patent_award", (ZL,), patent, prior_award=award),
        )
    ],
    *[
        case
        for rule, fact in (
            ("state_secret", "is_state_secret"),
            ("intellectual_property", "has_ip_dispute"),
            ("medical_project", "is_medical"),
        )
        for category in ALL
        for case in _flag(rule, category, fact, passes=False)
    ],
    *[
        case
        for origin, union, verdict in (
            (True, False, FAIL),
            (True, True, PASS),
            (True, None, REFER),
            (False, None, PASS),
            (None, False, REFER),
            (None, None, REFER),
            (None, True, PASS),
        )
        for case in _each(
            "project_origin", ALL, verdict, is_government_or_enterprise_project=origin, is_union_organised=union
        )
    ],
    *[
        Case("one_entry", category, verdict, person, beside=((other, {**person, "is_withdrawn": is_withdrawn}),))
        for place, (category, other, is_withdrawn, verdict) in enumerate(
            (
                *((category, category, False, FAIL) for category in ALL),
                *((category, JD, False, FAIL) for category in (KJ, CZ, ZL)),
                *((category, JD, True, PASS) for category in ALL),
            )
        )
        for person in ({"person_id": f"3202041990010112{place:02d}"},)
    ],
    *_each("one_entry", ALL, REFER, person_id=None),
    *[
        case
        for category in ALL
        for case in (
            Case(
                "same_name_and_unit",
                category,
                REFER,
                {"person_name": "张一"},
                beside=((JD, {"person_name": "张一", "person_id": None}),),
            ),
            Case(
                "same_name_and_unit",
                category,
                PASS,
                {"person_name": "张二", "unit_uscc": "91320200MA1XXXXX0B"},
                beside=((JD, {"person_name": "张二", "person_id": None}),),
            ),
        )
    ],
    # People leave blanks and dots out, or put them in.
    Case(
        "same_name_and_unit",
        KJ,
        REFER,
        {"person_name": "阿依·古丽", "person_id": None},
        {"one_entry": REFER},
        beside=((CZ, {"person_name": "阿依 古丽"}),),
    ),
    # Two who are known to be two.
    Case("same_name_and_unit", KJ, PASS, {"person_name": "张三"}, beside=((CZ, {"person_name": "张三"}),)),
    Case(
        "same_name_and_unit",
        KJ,
        PASS,
        {"person_name": "张四"},
        beside=((CZ, {"person_name": "张四", "person_id": None, "is_withdrawn": True}),),
    ),
]
ACHIEVEMENTS = [
    *_each("applied_long_enough", (KJ,), PASS, applied_since_on=date(2023, 10, 30)),
    *_each("applied_long_enough", (KJ,), PASS, applied_since_on=date(2023, 10, 31)),
    *_each("applied_long_enough", (KJ,), FAIL, applied_since_on=date(2023, 11, 1)),
    *_each("applied_long_enough", (KJ,), REFER, applied_since_on=None),
    *_flag("produced_benefit", KJ, "has_benefit", passes=True),
    *[
        Case("achievement_ground", KJ, PASS, {"condition_met": ground})
        for ground in ("invention", "benefit", "renovation", "safety_and_environment", "breakthrough")
    ],
    *_each("achievement_ground", (KJ,), FAIL, condition_met="none"),
    *_each("achievement_ground", (KJ,), REFER, condition_met=None),
    *_flag("own_post", CZ, "is_own_post", passes=True),
    *_flag("craftsmanship", CZ, "shows_craftsmanship", passes=True),
    *_flag("proven_in_practice", CZ, "is_proven_in_practice", passes=True),
    *_flag("original_method", CZ, "is_original", passes=True),
    *_flag("method_results", CZ, "has_notable_results", passes=True),
]
_TWICE = {"patent_no": "ZL202110000001.5"}
PATENTS = [
    *_each("patent_in_use", (ZL,), FAIL, implemented_on=date(2020, 10, 30)),
    *_each("patent_in_use", (ZL,), PASS, implemented_on=date(2020, 10, 31)),
    *_each("patent_in_use", (ZL,), PASS, implemented_on=date(2025, 10, 31)),
    *_each("patent_in_use", (ZL,), FAIL, implemented_on=date(2025, 11, 1)),
    *_each("patent_in_use", (ZL,), REFER, implemented_on=None),
    *_flag("patent_benefit", ZL, "has_notable_benefit", passes=True),
    *_each("granted_year_before", (ZL,), FAIL, granted_on=date(2023, 12, 31)),
    *_each("granted_year_before", (ZL,), PASS, granted_on=date(2024, 1, 1)),
    *_each("granted_year_before", (ZL,), PASS, granted_on=date(2024, 12, 31)),
    *_each("granted_year_before", (ZL,), FAIL, granted_on=date(2025, 1, 1)),
    *_each("granted_year_before", (ZL,), REFER, granted_on=None),
    *_flag("open_patent", ZL, "is_defence_or_secret", passes=False),
    *_flag("patent_in_force", ZL, "is_in_force", passes=True),
    *_flag("patent_ownership", ZL, "has_ownership_dispute", passes=False),
    *_flag("patentees_agree", ZL, "all_patentees_agree", passes=True),
    *_flag("first_inventor_staff", ZL, "is_first_inventor_staff", passes=True),
    Case("one_patent_one_entry", ZL, REFER, _TWICE, beside=((ZL, {"patent_no": "2021 1000 0001.5"}),)),
    Case("one_patent_one_entry", ZL, REFER, {"patent_no": None}),
    Case(
        "one_patent_one_entry",
        ZL,
        PASS,
        {"patent_no": "ZL202110000002.5"},
        beside=((ZL, {"patent_no": "ZL202110000002.5", "is_withdrawn": True}),),
    ),
    Case("patentee_entries", ZL, PASS, {"patentee": "二项公司"}, beside=((ZL, {"patentee": "二项公司"}),)),
    Case(
        "patentee_entries",
        ZL,
        REFER,
        {"patentee": "三项公司"},
        beside=((ZL, {"patentee": "三项公司、某大学"}), (ZL, {"patentee": "某大学；三项公司"})),
    ),
    Case("patentee_entries", ZL, REFER, {"patentee": None}),
]
_NO_FORMS = {"has_proposal_form": False}
_NO_BENEFIT = {"is_benefit_calculation_exact": False}
_FLOOR = Decimal("300000.00")
IDEAS = [
    *_each("proposed_in_year", (JD,), FAIL, proposed_on=date(2024, 12, 31)),
    *_each("proposed_in_year", (JD,), PASS, proposed_on=date(2025, 1, 1)),
    Case(
        "proposed_in_year",
        JD,
        PASS,
        {"proposed_on": date(2025, 12, 31)},
        {"idea_in_practice": REFER},
    ),
    Case("proposed_in_year", JD, FAIL, {"proposed_on": date(2026, 1, 1)}, {"idea_in_practice": REFER}),
    Case("proposed_in_year", JD, REFER, {"proposed_on": None}, {"idea_in_practice": REFER}),
    Case("idea_in_practice", JD, FAIL, {"proposed_on": date(2025, 1, 1), "implemented_on": date(2024, 12, 31)}),
    Case("idea_in_practice", JD, PASS, {"proposed_on": date(2025, 1, 1), "implemented_on": date(2025, 1, 1)}),
    *_each("idea_in_practice", (JD,), PASS, implemented_on=date(2025, 10, 31)),
    *_each("idea_in_practice", (JD,), FAIL, implemented_on=date(2025, 11, 1)),
    *_each("idea_in_practice", (JD,), PASS, implemented_on=date(2025, 2, 10)),
    *_each("idea_in_practice", (JD,), REFER, implemented_on=date(2025, 2, 9)),
    *_each("idea_in_practice", (JD,), REFER, implemented_on=None),
    # A clear breach is a breach although the other date is missing.
    Case(
        "idea_in_practice",
        JD,
        FAIL,
        {"proposed_on": None, "implemented_on": date(2024, 3, 1)},
        {"proposed_in_year": REFER},
    ),
    *[Case("idea_area", JD, PASS, {"area": area}) for area in ("management", "quality", "safety", "energy")],
    *_each("idea_area", (JD,), REFER, area="other"),
    *_each("idea_area", (JD,), REFER, area=None),
    *[
        Case("idea_ground", JD, verdict, facts)
        for verdict, facts in (
            (PASS, _NO_BENEFIT),
            (FAIL, {**_NO_BENEFIT, "has_proposal_form": False}),
            (FAIL, {**_NO_BENEFIT, "has_reward_approval_form": False}),
            (REFER, {**_NO_BENEFIT, "has_proposal_form": None}),
            (REFER, {**_NO_BENEFIT, "has_reward_approval_form": None}),
            (PASS, {**_NO_FORMS, "annual_benefit_cny": _FLOOR}),
            (FAIL, {**_NO_FORMS, "annual_benefit_cny": _FLOOR - Decimal("0.01")}),
            (REFER, {**_NO_FORMS, "annual_benefit_cny": None}),
            (REFER, {**_NO_FORMS, "is_benefit_calculation_exact": None}),
            (PASS, {**_NO_FORMS, **_NO_BENEFIT, "is_appraised": True, "is_recognised_above_unit": True}),
            (FAIL, {**_NO_FORMS, **_NO_BENEFIT, "is_appraised": True}),
            (FAIL, {**_NO_FORMS, **_NO_BENEFIT, "is_recognised_above_unit": True}),
            (REFER, {**_NO_FORMS, **_NO_BENEFIT, "is_appraised": None, "is_recognised_above_unit": True}),
            (REFER, {**_NO_FORMS, **_NO_BENEFIT, "is_appraised": True, "is_recognised_above_unit": None}),
            # One ground is enough: what is unknown about the others does not matter.
            (PASS, {"is_appraised": None, "is_recognised_above_unit": None, "annual_benefit_cny": None}),
        )
    ],
]
# Posted on Wednesday 15 October: five days are over on Monday the 20th. Posted on the 14th: the fifth day is a Sunday,
# so the window closes on the 20th too. Posted on 25 September: the fifth day is the 30th, the eve of the holiday;
# on the 26th: it is 1 October, and the window closes on the 9th.
_NOT_POSTED = {
    "posted_after_call": REFER,
    "posting_days": REFER,
    "recommended_after_posting": REFER,
}
POSTINGS = [
    *_each("posted_after_call", ALL, PASS, posted_on=date(2025, 9, 1)),
    *_each("posted_after_call", ALL, REFER, posted_on=date(2025, 8, 31)),
    *_each("posting_days", ALL, FAIL, taken_down_on=date(2025, 10, 19)),
    *_each("posting_days", ALL, PASS, taken_down_on=date(2025, 10, 20)),
    *_each("posting_days", ALL, REFER, taken_down_on=None),
    *_each("posting_days", (KJ,), FAIL, posted_on=date(2025, 10, 14), taken_down_on=date(2025, 10, 19)),
    *_each("posting_days", (KJ,), PASS, posted_on=date(2025, 10, 14), taken_down_on=date(2025, 10, 20)),
    *_each("posting_days", (KJ,), PASS, posted_on=date(2025, 9, 25), taken_down_on=date(2025, 9, 30)),
    *_each("posting_days", (KJ,), FAIL, posted_on=date(2025, 9, 26), taken_down_on=date(2025, 10, 8)),
    *_each("posting_days", (KJ,), PASS, posted_on=date(2025, 9, 26), taken_down_on=date(2025, 10, 9)),
    Case("posting_days", KJ, REFER, {"posted_on": None}, _NOT_POSTED),
    Case("posting_days", KJ, REFER, {"posted_on": date(1999, 1, 1)}, _NOT_POSTED),
    Case(
        "posting_days",
        KJ,
        REFER,
        {"posted_on": date(2027, 3, 1), "taken_down_on": date(2027, 3, 9)},
        {"recommended_after_posting": FAIL},
    ),
    *_each("recommended_after_posting", ALL, FAIL, recommended_on=date(2025, 10, 20)),
    *_each("recommended_after_posting", ALL, PASS, recommended_on=date(2025, 10, 21)),
    *_each("recommended_after_posting", ALL, PASS, recommended_on=date(2025, 10, 24)),
    *_each("recommended_after_posting", ALL, REFER, recommended_on=date(2025, 10, 25)),
    *_each("recommended_after_posting", ALL, REFER, recommended_on=None),
    *_each("recommended_after_posting", ALL, FAIL, recommended_on=None, received_on=date(2025, 10, 20)),
    *_each("recommended_after_posting", ALL, REFER, recommended_on=None, received_on=date(2025, 10, 21)),
    *_each("recommended_after_posting", ALL, PASS, recommended_on=date(2025, 10, 21), received_on=date(2025, 10, 21)),
    *_each("posting_place", ALL, REFER, posting_place=None),
    *_each("posting_place", ALL, REFER, posting_place="  "),
    *_each("posting_evidence", ALL, FAIL, evidence_names=[]),
    *_each("posting_evidence", ALL, FAIL, evidence_names=["公示照片.jpg", "没有寄来.pdf"]),
    *_each("posting_evidence", ALL, FAIL, evidence_names=["别家的照片.jpg"]),
    *_each("objections_settled", ALL, FAIL, objection_outcome="upheld", objection_count=1),
    *_each("objections_settled", ALL, REFER, objection_outcome="open", objection_count=1),
    *_each("objections_settled", ALL, PASS, objection_outcome="rejected", objection_count=2),
    *_each("objections_settled", (KJ,), REFER, {"objection_record": REFER}, objection_outcome=None),
    *_each("objection_record", ALL, REFER, objection_count=-1),
    *_each("objection_record", ALL, PASS, objection_count=0),
    *_each("objection_record", ALL, REFER, objection_count=1),
    *_each("objection_record", ALL, REFER, objection_outcome="rejected"),
    *_each("objection_record", ALL, REFER, objection_count=None),
    *_each("priority_order", ALL, REFER, priority_no=2),
    Case("priority_order", KJ, REFER, {"priority_no": 1}, beside=((KJ, {"priority_no": 1}),)),
    Case("priority_order", KJ, PASS, {"priority_no": 1}, beside=((CZ, {"priority_no": 1}),)),
    Case("priority_order", KJ, PASS, {"priority_no": 1}, beside=((KJ, {"priority_no": 1, "is_withdrawn": True}),)),
    *_each("received_in_time", ALL, PASS, received_on=date(2025, 10, 31)),
    *_each("received_in_time", ALL, FAIL, received_on=date(2025, 11, 1)),
    *[
        Case(
            "posting_evidence",
            category,
            REFER,
            {"has_posting": False},
            {
                **_NOT_POSTED,
                "posting_place": REFER,
                "objections_settled": REFER,
                "objection_record": REFER,
            },
        )
        for category in ALL
    ],
]
_BESIDE = ((JD, {}),)
TEXTS = [
    *[
        Case("similar_text", category, verdict, facts, beside=_BESIDE)
        for category in ALL
        for verdict, facts in (
            (REFER, {"resembles": ((JD, 2, Decimal("28.00"), Decimal("48.00")),)}),
            (PASS, {"resembles": ((JD, 2, Decimal("27.99"), Decimal("59.99")),)}),
            (REFER, {"resembles": ((JD, 2, Decimal("15.00"), Decimal("60.00")),)}),
        )
    ],
    Case(
        "similar_text",
        KJ,
        PASS,
        {"resembles": ((JD, 2, Decimal("90.00"), Decimal("95.00")),)},
        beside=((JD, {"is_withdrawn": True}),),
    ),
    *_each("similar_text", ALL, REFER, is_compared=False),
    *_each("similar_text", ALL, PASS, gram_count=59, compared_with=0),
]
CASES = [*ENTRANTS, *ACHIEVEMENTS, *PATENTS, *IDEAS, *POSTINGS, *TEXTS]
# Rules on which the text leaves the last word to a person, so that they never fail by themselves.
NEVER_FAIL = {
    "frontline_worker",
    "same_name_and_unit",
    "similar_text",
    "first_inventor_nominated",
    "one_patent_one_entry",
    "patentee_entries",
    "idea_area",
    "posted_after_call",
    "posting_place",
    "objection_record",
    "priority_order",
}
# Rules on facts that the database never lacks.
NEVER_REFER = {"received_in_time"}
# A second project of a person is a second entry and perhaps a second award: the two counts rise together.
COUNTED_TOGETHER = {"one_entry"}
