"""The nominations that come out otherwise, by number, with what the deciding rules found and asked for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from honours.domain.cycle import Category, Cycle
from honours.domain.money import Money
from honours.domain.states import NominationState, Verdict
from honours.services.judgement import verdicts
from honours.services.outcomes import cited
from honours.services.what_if.answer import Change, ChangedNomination, ChangedRule
from honours.services.what_if.comparing import ONCE, Book, self_contained
from honours.services.what_if.counting import Count, Listed, amounts
from honours.storage.unit_of_work import UnitOfWork

_AT_ONCE = 2_000
Said = dict[tuple[str, str], tuple[str, str]]


def listed(cycle: Cycle, count: Count, before: Book, after: Book, work: UnitOfWork) -> tuple[ChangedNomination, ...]:
    """Return the nominations that the count has listed, by number."""
    numbers = [one.nomination_no for one in count.listed]
    if not numbers:
        return ()
    named = {row.nomination_no: row for row in work.run("what_if/list_nominations", {"numbers": numbers})}
    wanted = {
        (one.nomination_no, rule.id)
        for one in count.listed
        for place in one.weighed.deciding
        for rule in (before.of(one.category)[place],)
    }
    said = _said(before, wanted, work), _said(after, wanted, work)
    return tuple(_changed(cycle, one, named[one.nomination_no], before, said, count) for one in count.listed)


def _said(book: Book, wanted: set[tuple[str, str]], work: UnitOfWork) -> Said:
    """Return what the book found and asked for, of the wanted nominations and rules."""
    if not wanted:
        return {}
    numbers, names = {number for number, _ in wanted}, {name for _, name in wanted}
    rules = [rule for rule in book.rules if rule.id in names]
    statement = self_contained(verdicts(book.facts, rules).where(book.facts.c.nomination_no.in_(sorted(numbers))))
    rows = work.connection.execute(statement, execution_options=ONCE | {"yield_per": _AT_ONCE})
    return {
        (row.nomination_no, row.rule): (row.found, row.required)
        for row in rows
        if (row.nomination_no, row.rule) in wanted
    }


def _rules(one: Listed, book: Book, said: tuple[Said, Said]) -> tuple[ChangedRule, ...]:
    found = []
    for place in one.weighed.deciding:
        rule = book.of(one.category)[place]
        before, after = (words[one.nomination_no, rule.id] for words in said)
        found.append(
            ChangedRule(
                rule=rule.id,
                article=rule.article,
                article_label=cited(rule.article),
                sentence=rule.sentence,
                verdict_before=one.weighed.verdicts_before[place],
                verdict_after=one.weighed.verdicts_after[place],
                found_before=before[0],
                found_after=after[0],
                required_before=before[1],
                required_after=after[1],
            )
        )
    return tuple(found)


def _doubts(one: Listed, book: Book) -> tuple[str, ...]:
    """Return the articles on which a person would newly have to decide."""
    if one.change is not Change.NEWLY_REFERRED:
        return ()
    verdicts_after = zip(book.of(one.category), one.weighed.verdicts_after, strict=True)
    return tuple(dict.fromkeys(cited(rule.article) for rule, verdict in verdicts_after if verdict is Verdict.REFER))


def _changed(
    cycle: Cycle, one: Listed, named: Row[Any], book: Book, said: tuple[Said, Said], count: Count
) -> ChangedNomination:
    granted = None if named.granted_cny is None else Money(named.granted_cny)
    before_cny, after_cny = amounts(one, granted, *count.grants[Category(one.category)])
    return ChangedNomination(
        nomination_no=one.nomination_no,
        cycle=cycle,
        category=one.category,
        body_name=named.body_name,
        project_name=named.project_name,
        person_name=named.person_name,
        state=NominationState(named.state),
        before=one.weighed.before,
        after=one.weighed.after,
        change=one.change,
        rules=_rules(one, book, said),
        doubts=_doubts(one, book),
        before_cny=before_cny,
        after_cny=after_cny,
    )
