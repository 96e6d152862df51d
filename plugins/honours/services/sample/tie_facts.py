"""What an entry of the sample says of people, and which entries come to be stored as their bodies mean them."""

from __future__ import annotations

from honours.services.sample.entries import Entry
from honours.services.sample.year import SampleYear


def names_of(entry: Entry) -> set[str]:
    """Return everybody who stands in the entry."""
    members = entry.facts.get("team_members")
    named = {str(entry.facts["person_name"]), *(members if isinstance(members, tuple) else ())}
    inventor = entry.facts.get("first_inventor_name")
    return named | ({str(inventor)} if inventor else set())


def kept(year: SampleYear) -> tuple[Entry, ...]:
    """Return the entries that intake took, withdrawn ones too: a slip that nobody mends is never taken."""
    return tuple(
        one for one in year.entries if one.nomination_no not in year.slips or year.slips[one.nomination_no].is_mended
    )


def stored(year: SampleYear) -> tuple[Entry, ...]:
    """Return the entries that were taken and stand."""
    return tuple(one for one in kept(year) if one.nomination_no not in year.withdrawn)


def faultless(year: SampleYear) -> tuple[Entry, ...]:
    """Return the entries with which nothing is wrong."""
    touched = {one.nomination_no for one in year.broken} | set(year.slips) | year.withdrawn
    return tuple(one for one in year.entries if one.nomination_no not in touched)
