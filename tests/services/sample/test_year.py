"""The invented year is always the same, breaks every rule, and is otherwise beyond reproach."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlalchemy import column, table

from honours.domain.cycle import Cycle
from honours.domain.identities import parse_bank_account, parse_id_number, parse_patent_no, parse_uscc
from honours.domain.states import Verdict
from honours.regulation.closeness import closeness_on
from honours.regulation.rules import FACTS, Facts, award_rules, terms_of
from honours.services.resemblance.pairs import find_pairs
from honours.services.sample.plants import cell_plants, rule_plants
from honours.services.sample.slips import SLIPS
from honours.services.sample.summaries import copied
from honours.services.sample.year import SampleYear, sample_year

CYCLE = Cycle.parse("2025/achievement_award")
TEXT_FIELDS = ("project_name", "project_summary", "condition_note", "method_note")
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
    assert len(rules) == 46
    assert {one.rule for one in year().broken} == rules - HELD_BY_INTAKE


def test_no_nomination_has_two_faults() -> None:
    sample = year()
    faulty = [one.nomination_no for one in sample.broken] + [*sample.slips, *sample.withdrawn]
    twice = {number for number, count in Counter(faulty).items() if count > 1}
    # Who has no ID number and a namesake is asked about for both reasons.
    assert [one.rule for one in sample.broken if one.nomination_no in twice] == ["one_entry", "same_name_and_unit"]
    assert len(rule_plants(sample)) == len(sample.broken)
    assert len(cell_plants(sample)) == len(sample.slips) == len(SLIPS)


def test_people_decide_both_ways() -> None:
    referred = [one for one in year().broken if one.verdict is Verdict.REFER]
    assert {one.is_refused for one in referred} == {True, False}


def test_numbers_of_people_and_units_have_their_check_digits() -> None:
    without = [entry for entry in year().entries if entry.facts["person_id"] is None]
    assert len(without) == 2
    for entry in year().entries:
        if entry not in without:
            parse_id_number(str(entry.facts["person_id"]), DUE_ON)
        parse_uscc(str(entry.facts["unit_uscc"]))
        parse_bank_account(str(entry.facts["payee_account"]))
        if "patent_no" in entry.facts:
            parse_patent_no(str(entry.facts["patent_no"]))


def test_summaries_are_of_the_length_of_real_ones_and_fit_their_field() -> None:
    lengths = [len(str(entry.facts["project_summary"])) for entry in year().entries]
    assert 120 <= min(lengths) < max(lengths) <= 400
    assert 200 <= sum(lengths) / len(lengths) <= 300


def test_no_texts_are_close_but_the_planted_copies() -> None:
    sample = year()
    texts = {
        entry.nomination_no: "\n".join(str(entry.facts.get(key) or "") for key in TEXT_FIELDS)
        for entry in sample.entries
    }
    pairs = find_pairs(texts, texts, closeness_on(DUE_ON))
    planted = [one.nomination_no for one in sample.broken if one.rule == "similar_text"]
    assert len(planted) == 6
    assert sorted(pair.name for pair in pairs) == planted
    assert {(pair.name, pair.other) for pair in pairs} == {(pair.other, pair.name) for pair in pairs}


def test_a_planted_copy_has_three_words_of_ten_changed() -> None:
    for entry in year().entries[:50]:
        words = entry.summary().words
        copy = copied(entry.summary(), 0.3, entry.speciality, "copy").words
        spoken = sum(word not in "，。；：、" for word in words)
        assert len(copy) == len(words)
        assert 0.28 <= sum(one != other for one, other in zip(words, copy, strict=True)) / spoken <= 0.32


def test_everything_is_sent_in_time() -> None:
    sample = year()
    for body in sample.bodies:
        assert sample.sent_on(body.body_code) <= sample.corrected_on < DUE_ON
