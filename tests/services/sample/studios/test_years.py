"""The studios' cycles are always the same, break every rule in every way that the workbooks allow, and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import column, table

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.identities import parse_bank_account, parse_id_number, parse_uscc
from honours.domain.stages import Examination
from honours.domain.states import Verdict
from honours.domain.studio_numbers import StudioNo
from honours.domain.studios import Aspect
from honours.regulation.closeness import closeness_on
from honours.regulation.forms import nomination_form
from honours.regulation.rules.rule import NEVER
from honours.regulation.rules.studio import STUDIO_FACTS, StudioFacts, studio_rules, studio_terms_of
from honours.services.resemblance.pairs import find_pairs
from honours.services.sample.cycles import sample_cycles
from honours.services.sample.plants import cell_plants, rule_plants
from honours.services.sample.playing import PlannedCycle
from honours.services.sample.samples import sample_of
from honours.services.sample.studios import StudioSample
from honours.services.sample.studios.letters import book_name
from honours.services.sample.studios.seats import seats
from honours.services.sample.studios.slips import slips_of
from honours.services.sample.studios.years import StudioYear, studio_years
from honours.services.sample.year import BrokenRule, SampleYear

PLANNED = tuple(one for one in sample_cycles() if one.cycle.scheme.names_studios)
CYCLES = [one.cycle for one in PLANNED]
TEXT_FIELDS = ("project_name", "project_summary", "goals_note", "plan_note", "results_note", "benefits_note")
# What comes too late is refused before any rule sees it; a number cannot be written where the first level is asked for.
NEVER_SEEN = {("received_in_time", Verdict.FAIL), ("not_named_yet", Verdict.FAIL)}


def played(cycle: Cycle) -> StudioYear:
    return studio_years(PLANNED)[cycle]


def year(cycle: Cycle) -> SampleYear:
    return played(cycle).year


def broken_in(scheme: Scheme) -> Iterator[BrokenRule]:
    """Yield what is broken in all cycles of the scheme, at the visits too."""
    for planned in PLANNED:
        if planned.cycle.scheme is scheme:
            yield from year(planned.cycle).broken
            sample = sample_of(planned)
            assert isinstance(sample, StudioSample)
            if sample.visits is not None:
                yield from sample.visits.broken()


def test_cycles_are_played_in_their_order_on_their_own_days() -> None:
    assert [(str(one.cycle), str(one.call_on), str(one.due_on)) for one in sample_cycles()] == [
        ("2024/model_worker_studio", "2024-03-15", "2024-04-22"),
        ("2025/model_worker_studio", "2025-03-17", "2025-04-22"),
        ("2025/employee_studio", "2025-04-15", "2025-05-22"),
        ("2025/achievement_award", "2025-09-01", "2025-10-17"),
    ]
    numbers = [(one.cycle.year, number) for one in sample_cycles() for number in vars_of(one)]
    assert len(set(numbers)) == len(numbers) == 16


def vars_of(planned: PlannedCycle) -> tuple[str, str, str, str]:
    given = planned.numbers
    return given.call, given.minutes, given.notice, given.decision


def test_cycles_are_always_the_same() -> None:
    first, second = (studio_years.__wrapped__(PLANNED) for _ in range(2))
    for cycle in CYCLES:
        one, other = first[cycle].year, second[cycle].year
        assert one.entries == other.entries
        assert (one.broken, one.slips, one.withdrawn) == (other.broken, other.slips, other.withdrawn)
        assert first[cycle].known.named == second[cycle].known.named


def test_a_cycle_is_the_same_whichever_others_are_played() -> None:
    alone = studio_years(PLANNED[:1])[CYCLES[0]]
    assert alone.year.entries == year(CYCLES[0]).entries
    assert alone.known.named == played(CYCLES[2]).known.named


@pytest.mark.parametrize(
    ("cycle", "standard", "demonstration"), list(zip(CYCLES, (14, 27, 18), (13, 0, 11), strict=True))
)
def test_cycles_are_of_a_size_that_is_quickly_played(cycle: Cycle, standard: int, demonstration: int) -> None:
    sample = year(cycle)
    counted = Counter(entry.category for entry in sample.entries)
    assert (counted[Category.STANDARD], counted[Category.DEMONSTRATION]) == (standard, demonstration)
    assert len(sample.entries) == len(list(seats(cycle)))
    assert {entry.body_code for entry in sample.entries} == {body.body_code for body in sample.bodies}
    assert len({entry.nomination_no for entry in sample.entries}) == len(sample.entries)


@pytest.mark.parametrize("scheme", [Scheme.MODEL_WORKER_STUDIO, Scheme.EMPLOYEE_STUDIO])
def test_every_rule_is_broken_in_both_ways(scheme: Scheme) -> None:
    planned = next(one for one in PLANNED if one.cycle.scheme is scheme)
    facts = StudioFacts(table("facts", *(column(name) for name in STUDIO_FACTS)))
    rules = studio_rules(facts, studio_terms_of(planned.cycle, planned.call_on, planned.due_on))
    assert len(rules) == {Scheme.MODEL_WORKER_STUDIO: 54, Scheme.EMPLOYEE_STUDIO: 33}[scheme]
    ways = {(rule.id, Verdict.FAIL) for rule in rules if rule.fails is not NEVER}
    ways |= {(rule.id, Verdict.REFER) for rule in rules if rule.refers is not NEVER}
    broken = {(one.rule, one.verdict) for one in broken_in(scheme)}
    assert ways - broken <= NEVER_SEEN
    assert {rule.id for rule in rules} - {rule for rule, _ in broken} == {"received_in_time"}


def test_visits_contradict_and_miss_every_aspect_once() -> None:
    found = [(one.rule, one.verdict) for one in broken_in(Scheme.MODEL_WORKER_STUDIO) if one.rule.endswith("_verified")]
    assert len(found) == len(set(found)) == 2 * len(Aspect)


def test_people_decide_both_ways_at_every_examination() -> None:
    for planned in PLANNED:
        referred = [one for one in year(planned.cycle).broken if one.verdict is Verdict.REFER]
        assert {one.is_refused for one in referred} == {True, False}
        sample = sample_of(planned)
        refused = {one.nomination_no for one in referred if one.is_refused}
        assert set(sample.refusals(Examination.QUALIFICATION)) == refused
        visited = planned.cycle.scheme is Scheme.MODEL_WORKER_STUDIO
        assert len(sample.refusals(Examination.VERIFICATION)) == (1 if visited else 0)


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_no_application_is_in_two_stories(cycle: Cycle) -> None:
    sample = year(cycle)
    told = {one.nomination_no for one in sample.broken}
    assert not told & (set(sample.slips) | sample.withdrawn)
    assert not set(sample.slips) & sample.withdrawn
    assert len(rule_plants(sample)) == len(sample.broken)
    categories = tuple({entry.category for entry in sample.entries})
    assert len(cell_plants(sample)) == len(sample.slips) == len(slips_of(cycle, categories))
    assert {slip.is_mended for slip in sample.slips.values()} == {True, False}


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_every_fact_that_a_form_asks_for_is_stated(cycle: Cycle) -> None:
    for entry in year(cycle).entries:
        asked = nomination_form(cycle.scheme, entry.category)
        assert {field.key for field in asked.fields} <= set(entry.facts)
        for field in asked.fields:
            if field.required:
                assert entry.facts[field.key] is not None


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_numbers_have_their_check_digits_and_money_goes_to_unions(cycle: Cycle) -> None:
    sample = year(cycle)
    for entry in sample.entries:
        parse_id_number(str(entry.facts["person_id"]), sample.season.due_on)
        parse_uscc(str(entry.facts["unit_uscc"]))
        parse_bank_account(str(entry.facts["payee_account"]))
        assert entry.facts["payee_name"] == f"{entry.facts['unit_name']}工会委员会"


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_everything_is_sent_in_time(cycle: Cycle) -> None:
    sample = year(cycle)
    for body in sample.bodies:
        assert sample.season.call_on < sample.sent_on(body.body_code) <= sample.corrected_on < sample.season.due_on


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_evidence_comes_while_no_other_cycle_collects(cycle: Cycle) -> None:
    """Evidence is filed under every cycle that collects; sent once more it would be filed under a later one too."""
    sample = year(cycle)
    last_on = max(sample.sent_on(body.body_code) for body in sample.bodies)
    for other in sample_cycles():
        assert other.cycle == cycle or not other.call_on <= last_on <= other.due_on


def test_register_holds_forty_studios_in_the_years_of_naming() -> None:
    known = played(CYCLES[0]).known.named
    assert 38 <= len(known) <= 42
    assert len({named.studio_no for named in known}) == len({named.studio.name for named in known}) == len(known)
    years = {naming.on.year for named in known for naming in named.namings}
    assert (min(years), max(years)) == (2010, 2023)
    for named in known:
        number = StudioNo.parse(named.studio_no)
        assert (number.scheme, number.year) == (named.studio.scheme, named.first_on.year)
        parse_uscc(named.studio.unit.uscc)
    assert {named.studio.scheme for named in known} == {Scheme.MODEL_WORKER_STUDIO, Scheme.EMPLOYEE_STUDIO}


def test_no_texts_are_close_but_the_planted_copies() -> None:
    texts, planted = {}, set()
    for cycle in CYCLES:
        for entry in year(cycle).entries:
            texts[entry.nomination_no] = "\n".join(str(entry.facts.get(key) or "") for key in TEXT_FIELDS)
        planted |= {one.nomination_no for one in year(cycle).broken if one.rule == "similar_text"}
    close = {pair.name for pair in find_pairs(texts, texts, closeness_on(PLANNED[-1].due_on))}
    # Of the copy from the year before only the copy is asked about: the original was judged by then.
    assert len(planted) == 3
    assert planted < close
    assert len(close) == 4
    assert {number[:6] for number in close - planted} == {"2024-L"}


def test_no_file_has_the_name_of_one_of_another_cycle() -> None:
    names = Counter(
        (entry.body_code, name)
        for cycle in CYCLES
        for entry in year(cycle).entries
        for names in (entry.facts["evidence_names"],)
        if isinstance(names, tuple)
        for name in names
    )
    assert set(names.values()) == {1}
    assert len({book_name(cycle, "0101") for cycle in CYCLES}) == len(CYCLES)
