"""The invented year is always the same, breaks every rule, and is otherwise beyond reproach."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlalchemy import column, table

from honours.domain.cycle import Cycle
from honours.domain.identities import parse_bank_account, parse_id_number, parse_patent_no, parse_uscc
from honours.domain.states import Verdict
from honours.regulation.rules import FACTS, Facts, award_rules, terms_of
from honours.services.sample.plants import cell_plants, rule_plants
from honours.services.sample.slips import SLIPS
from honours.services.sample.year import SampleYear, sample_year

CYCLE = Cycle.parse("2025/achievement_award")
CALL_ON, DUE_ON = date(2025, 9, 1), date(2025, 10, 17)
# What comes after the last day is refused before any rule sees it, so that rule has nothing to find.
HELD_BY_INTAKE = {"received_in_time"}


def year() -> SampleYear:
    return sample_year(CYCLE, CALL_ON, DUE_ON)


def test_year_is_always_the_same() -> None:
    first, second = year(), year()
    assert first.entries == second.entries
    assert (first.broken, first.slips, first.withdrawn) == (second.broken, second.slips, second.withdrawn)


def test_year_is_of_the_size_of_a_real_one() -> None:
    sample = year()
    assert len(sample.bodies) == 20
    assert Counter(body.kind for body in sample.bodies)["district"] == 8
    assert len(sample.entries) == 336
    assert len(sample.experts) == 40
    assert len({entry.nomination_no for entry in sample.entries}) == len(sample.entries)


def test_every_rule_is_broken() -> None:
    facts = Facts(table("facts", *(column(name) for name in FACTS)))
    rules = {rule.id for rule in award_rules(facts, terms_of(CYCLE, CALL_ON, DUE_ON))}
    assert len(rules) == 44
    assert {one.rule for one in year().broken} == rules - HELD_BY_INTAKE


def test_no_nomination_has_two_faults() -> None:
    sample = year()
    faulty = [one.nomination_no for one in sample.broken] + [*sample.slips, *sample.withdrawn]
    assert [number for number, count in Counter(faulty).items() if count > 1] == []
    assert len(rule_plants(sample)) == len(sample.broken)
    assert len(cell_plants(sample)) == len(sample.slips) == len(SLIPS)


def test_people_decide_both_ways() -> None:
    referred = [one for one in year().broken if one.verdict is Verdict.REFER]
    assert {one.is_refused for one in referred} == {True, False}


def test_numbers_of_people_and_units_have_their_check_digits() -> None:
    for entry in year().entries:
        parse_id_number(str(entry.facts["person_id"]), DUE_ON)
        parse_uscc(str(entry.facts["unit_uscc"]))
        parse_bank_account(str(entry.facts["payee_account"]))
        if "patent_no" in entry.facts:
            parse_patent_no(str(entry.facts["patent_no"]))


def test_everything_is_sent_in_time() -> None:
    sample = year()
    for body in sample.bodies:
        assert sample.sent_on(body.body_code) <= sample.corrected_on < DUE_ON
