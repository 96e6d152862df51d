"""The experts' ties in the sample: every kind is planted, and what is a year too old or taken back hits nothing."""

from __future__ import annotations

from collections import Counter

from honours.domain.conflicts import ConflictKind
from honours.services.sample.house import house
from honours.services.sample.plants import PlantKind
from honours.services.sample.tie_facts import faultless, kept, names_of, stored
from honours.services.sample.tie_hits import conflict_plants, interest_letters
from honours.services.sample.ties import AWARD, EMPLOYEE, ties, years

TOO_OLD_OR_TAKEN_BACK = {"E008", "E018", "E019", "E038"}


def test_every_kind_is_planted() -> None:
    award, studios = (conflict_plants(years()[cycle]) for cycle in (AWARD, EMPLOYEE))
    assert {plant.kind for plant in award | studios} == {PlantKind.CONFLICT}
    kinds = Counter(plant.expected for plant in award)
    # The award does not count the district.
    assert set(kinds) == {kind.value for kind in ConflictKind} - {ConflictKind.SAME_BODY.value}
    assert {plant.expected for plant in studios} >= {"same_body", "worked_together", "recusal"}


def test_what_is_too_old_or_taken_back_hits_nothing() -> None:
    hit = {plant.place for cycle in (AWARD, EMPLOYEE) for plant in conflict_plants(years()[cycle])}
    told = {str(row["expert_no"]) for name, rows in ties().rows.items() if name != "expert_service" for row in rows}
    told |= {str(row["expert_no"]) for later in ties().later.values() for rows in later.values() for row in rows}
    assert told - hit == TOO_OLD_OR_TAKEN_BACK


def test_experts_have_names_of_their_own_but_those_that_were_given_one() -> None:
    taken = {name for year in years().values() for entry in year.entries for name in names_of(entry)}
    named = {expert.expert_no for expert in ties().experts if expert.name in taken}
    assert named == {"E012", "E017", "E022"}
    assert len({expert.name for expert in house().experts}) == len(house().experts)


def test_a_studio_of_an_earlier_cycle_ties_an_expert_to_an_applicant() -> None:
    assert "E022" in {plant.place for plant in conflict_plants(years()[EMPLOYEE])}
    assert "E022" not in {plant.place for plant in conflict_plants(years()[AWARD])}


def test_entries_that_intake_never_takes_are_known() -> None:
    year = years()[AWARD]
    lost = {number for number, slip in year.slips.items() if not slip.is_mended}
    assert lost
    assert {entry.nomination_no for entry in year.entries} - {entry.nomination_no for entry in kept(year)} == lost
    assert {entry.nomination_no for entry in kept(year)} - {one.nomination_no for one in stored(year)} == year.withdrawn
    assert len(faultless(year)) > 200


def test_what_experts_say_later_comes_once_entries_are_there() -> None:
    for cycle in (AWARD, EMPLOYEE):
        (letter,) = interest_letters(years()[cycle])
        assert letter.arrives_at.date() == years()[cycle].corrected_on
    assert [interest_letters(year) for cycle, year in years().items() if cycle not in (AWARD, EMPLOYEE)] == [[], []]
