"""The cases of what both studio schemes ask, written once and told for each of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from tests.regulation.rule_cases import FAIL, PASS, REFER
from tests.regulation.studio_cases import (
    DEMO,
    LEVELS,
    OTHER,
    STD,
    Beside,
    Facts,
    StudioCase,
    beside,
    each,
    flag,
    number_of,
    own,
)
from tests.studio_builders import FORM, LEDGERS, SHORT_FILM

from honours.domain.cycle import Cycle


def of_unit(cycle: Cycle) -> list[StudioCase]:
    """Return what both schemes ask of the unit, the place, the order and the work."""
    flags = {
        "leader_expertise": "has_leader_expertise",
        "legal_person": "is_legal_person",
        "unit_union": "has_union",
        "signs": "has_signs",
        "equipment": "has_equipment",
        "management_rules": "has_rules",
        "records": "has_records",
        "goals": "has_goals",
        "activities": "has_activities",
        "benefit": "has_benefit",
    }
    return [
        *[case for rule, fact in flags.items() for case in flag(cycle, rule, fact)],
        *flag(cycle, "dedicated_unit", "is_dedicated_unit", passes=False),
        *flag(cycle, "place", "has_place"),
        *each(cycle, "place", REFER, place_area_m2=Decimal("0.00")),
        *each(cycle, "place", PASS, place_area_m2=Decimal("0.01")),
        *each(cycle, "place", REFER, place_area_m2=None),
        # A clear breach is a breach although the area is missing.
        *each(cycle, "place", FAIL, has_place=False, place_area_m2=None),
        *each(cycle, "annual_funds", FAIL, annual_funds_cny=Decimal("0.00")),
        *each(cycle, "annual_funds", PASS, annual_funds_cny=Decimal("0.01")),
        *each(cycle, "annual_funds", REFER, annual_funds_cny=None),
        *each(cycle, "recognised_projects", FAIL, recognised_projects=0),
        *each(cycle, "recognised_projects", PASS, recognised_projects=1),
        *each(cycle, "recognised_projects", REFER, recognised_projects=None),
    ]


def of_procedure(cycle: Cycle, early: Facts) -> list[StudioCase]:
    """Return the way upwards, the same in both; ``early`` keeps an early application from breaking a consent."""
    return [
        *each(cycle, "union_application", REFER, **{**early, "applied_on": date(2026, 8, 31)}),
        *each(cycle, "union_application", PASS, **{**early, "applied_on": date(2026, 9, 1)}),
        *each(
            cycle,
            "union_application",
            PASS,
            applied_on=date(2026, 10, 24),
            reviewed_on=date(2026, 10, 24),
            recommended_on=date(2026, 10, 24),
        ),
        *each(
            cycle,
            "union_application",
            REFER,
            {"reviewed_after_application": REFER},
            applied_on=date(2026, 10, 25),
            reviewed_on=date(2026, 10, 24),
            recommended_on=date(2026, 10, 24),
        ),
        *each(cycle, "evidence_arrived", REFER, evidence_names=[FORM, *LEDGERS, SHORT_FILM, "没有寄来.pdf"]),
        *each(cycle, "evidence_arrived", REFER, evidence_names=[FORM, *LEDGERS, SHORT_FILM, "别家的证书.pdf"]),
        *each(cycle, "evidence_arrived", PASS, levels=(STD,), evidence_names=[]),
        *flag(cycle, "body_review", "is_review_passed"),
        *each(cycle, "reviewed_after_application", REFER, reviewed_on=date(2026, 9, 19)),
        *each(cycle, "reviewed_after_application", PASS, reviewed_on=date(2026, 9, 20)),
        *each(cycle, "reviewed_after_application", REFER, {"recommended_after_review": REFER}, reviewed_on=None),
        *each(cycle, "recommended_after_review", REFER, recommended_on=date(2026, 10, 11)),
        *each(cycle, "recommended_after_review", PASS, recommended_on=date(2026, 10, 12)),
        *each(cycle, "recommended_after_review", PASS, recommended_on=date(2026, 10, 24)),
        *each(cycle, "recommended_after_review", REFER, recommended_on=date(2026, 10, 25)),
        *each(cycle, "recommended_after_review", REFER, recommended_on=None),
        *each(cycle, "received_in_time", PASS, received_on=date(2026, 10, 31)),
        *each(cycle, "received_in_time", FAIL, received_on=date(2026, 11, 1)),
        *each(cycle, "priority_order", REFER, priority_no=2),
        *[
            StudioCase("priority_order", level, verdict, {"priority_no": 1}, {}, others, cycle=cycle)
            for level, another in ((STD, DEMO), (DEMO, STD))
            for verdict, others in (
                (REFER, ((level, {"priority_no": 1}),)),
                (PASS, ((level, {"priority_no": 2}),)),
                (PASS, ((another, {"priority_no": 1}),)),
                (PASS, ((another, {"priority_no": 3}),)),
                (PASS, ((level, {"priority_no": 1, "is_withdrawn": True}),)),
                (PASS, ((level, {"priority_no": 1, "of": OTHER[cycle]}),)),
            )
        ],
    ]


def of_new(cycle: Cycle) -> list[StudioCase]:
    """Return who is new enough for the first naming."""
    foreign, number = OTHER[cycle], number_of(cycle)

    def case(verdict: str, also: Facts | None = None, **facts: Any) -> list[StudioCase]:
        return each(cycle, "not_named_yet", verdict, also, levels=(STD,), **own(cycle, **facts))

    return [
        *case(PASS),
        *case(FAIL, studio_no=number_of(cycle), register={}),
        *case(FAIL, studio_no=f" {number.lower()} ", register={"studio_no": number}),
        *case(REFER, studio_no=number_of(cycle)),
        *case(
            REFER,
            studio_no=number_of(cycle),
            register={"unit_uscc": "91320299MA1XXXXX01", "name": "另一单位的工作室", "leader_name": "另一人"},
        ),
        *case(
            REFER,
            {"in_both_schemes": REFER},
            studio_no=number_of(cycle, foreign),
            register={"scheme": foreign.scheme.value},
        ),
        # The register has the studio, and its number is left out: by name, by the leader's ID number, by his name.
        *case(REFER, register={"studio_no": number_of(cycle), "leader_name": "前任", "leader_id": None}),
        *case(REFER, register={"studio_no": number_of(cycle), "name": "旧名称甲", "leader_name": "误写的姓名"}),
        *case(REFER, register={"studio_no": number_of(cycle), "name": "旧名称乙", "leader_id": None}),
        *case(
            PASS,
            register={"studio_no": number_of(cycle), "name": "他人的工作室", "leader_name": "他人", "leader_id": None},
        ),
        *case(
            PASS,
            register={"studio_no": number_of(cycle), "name": "他处的工作室", "unit_uscc": "91320299MA1XXXXX02"},
        ),
    ]


def of_named(cycle: Cycle, unnamed: Facts) -> list[StudioCase]:
    """Return who comes from the named; ``unnamed`` is what else is in doubt when the register lacks the studio."""
    foreign = OTHER[cycle]
    both = {"standard": date(2018, 12, 20), "demonstration": date(2020, 12, 20)}

    def case(rule: str, verdict: str, also: Facts | None = None, **facts: Any) -> list[StudioCase]:
        return each(cycle, rule, verdict, also, levels=(DEMO,), **facts)

    return [
        *case("from_named", PASS),
        *case(
            "from_named",
            FAIL,
            unnamed,
            studio_no=number_of(cycle, foreign),
            register={
                "scheme": foreign.scheme.value,
                "name": "外单位的另一类工作室",
                "unit_uscc": "91320299MA1XXXXX03",
                "leader_name": "外人",
                "leader_id": None,
            },
        ),
        *case("from_named", FAIL, register={"unit_uscc": "91320299MA1XXXXX04", "name": "外单位的工作室"}),
        *case("from_named", REFER, register={"unit_uscc": "91320299MA1XXXXX05"}),
        *case("from_named", PASS, register={"name": "已经改名的工作室"}),
        *case("not_demonstration_yet", FAIL, register={"levels": both}),
        *case(
            "not_demonstration_yet",
            REFER,
            {**unnamed, "from_named": REFER},
            **own(cycle, studio_no=None, register={"studio_no": number_of(cycle), "levels": both}),
        ),
        *case(
            "not_demonstration_yet",
            PASS,
            {**unnamed, "from_named": REFER},
            **own(cycle, studio_no=None, register={"studio_no": number_of(cycle)}),
        ),
    ]


def same_number(cycle: Cycle) -> Iterable[tuple[str, str, Facts]]:
    """Yield what is said of a number that another one states too, has withdrawn, or does not state."""
    for verdict, changes in ((REFER, {}), (PASS, {"is_withdrawn": True}), (PASS, {"studio_no": number_of(cycle)})):
        number = number_of(cycle)
        yield verdict, number, {"studio_no": f"{number.lower()} ", "register": None, **changes}


def of_elsewhere(cycle: Cycle) -> list[StudioCase]:
    """Return what stands in the other scheme too, or twice in the year."""
    other = OTHER[cycle]
    leader_too = {"leader_applications": REFER}

    def elsewhere(facts: Facts, *shared: str, **changes: Any) -> Beside:
        return ((STD, {"of": other, **{name: facts[name] for name in shared}, **changes}),)

    def within(facts: Facts, *shared: str, **changes: Any) -> Beside:
        return ((STD, {**{name: facts[name] for name in shared}, **changes}),)

    return [
        *beside(cycle, "in_both_schemes", REFER, lambda f: elsewhere(f, "unit_uscc", "person_id"), leader_too),
        *beside(
            cycle,
            "in_both_schemes",
            REFER,
            lambda f: elsewhere(f, "unit_uscc", project_name=f["project_name"].replace("创新", "职工　创新")),
        ),
        *beside(cycle, "in_both_schemes", REFER, lambda f: elsewhere(f, "unit_uscc", "person_name", person_id=None)),
        *beside(cycle, "in_both_schemes", PASS, lambda f: elsewhere(f, "unit_uscc", "person_id", is_withdrawn=True)),
        *beside(cycle, "in_both_schemes", PASS, lambda f: elsewhere(f, "unit_uscc")),
        *beside(cycle, "in_both_schemes", PASS, lambda f: elsewhere(f, "project_name")),
        *each(
            cycle,
            "in_both_schemes",
            REFER,
            levels=(STD,),
            **own(
                cycle,
                register={"scheme": other.scheme.value, "studio_no": number_of(cycle, other), "name": "另类名称甲"},
            ),
        ),
        *each(
            cycle,
            "in_both_schemes",
            PASS,
            levels=(STD,),
            **own(
                cycle,
                register={
                    "scheme": other.scheme.value,
                    "studio_no": number_of(cycle, other),
                    "name": "另类名称乙",
                    "unit_uscc": "91320299MA1XXXXX06",
                },
            ),
        ),
        *beside(cycle, "leader_applications", REFER, lambda f: elsewhere(f, "person_id")),
        *beside(cycle, "leader_applications", REFER, lambda f: within(f, "person_id")),
        *beside(cycle, "leader_applications", PASS, lambda f: within(f, "person_id", is_withdrawn=True)),
        *each(cycle, "leader_applications", REFER, person_id=None),
        *beside(cycle, "one_name_one_studio", REFER, lambda f: within(f, "project_name")),
        *beside(
            cycle,
            "one_name_one_studio",
            REFER,
            lambda f: within(f, "unit_uscc", project_name=f["project_name"].replace("号", "号 ")),
        ),
        *beside(cycle, "one_name_one_studio", PASS, lambda f: within(f, "project_name", is_withdrawn=True)),
        # Two applications for one studio of the register, and two for studios of their own.
        # Two that state one number of the register.
        *[
            StudioCase("one_name_one_studio", DEMO, verdict, {"studio_no": number}, {}, ((DEMO, other),), cycle=cycle)
            for verdict, number, other in same_number(cycle)
        ],
        *each(
            cycle,
            "one_name_one_studio",
            REFER,
            levels=(STD,),
            **own(
                cycle,
                register={
                    "studio_no": number_of(cycle),
                    "unit_uscc": "91320299MA1XXXXX07",
                    "leader_name": "同名者",
                    "leader_id": None,
                },
            ),
        ),
        *[
            StudioCase("similar_text", level, verdict, facts, {}, others, cycle=cycle)
            for level in LEVELS
            for verdict, facts, others in (
                (REFER, {"resembles": ((STD, 2, Decimal("28.00"), Decimal("48.00")),)}, ((STD, {}),)),
                (PASS, {"resembles": ((STD, 2, Decimal("27.99"), Decimal("59.99")),)}, ((STD, {}),)),
            )
        ],
        *each(cycle, "similar_text", REFER, is_compared=False),
    ]
