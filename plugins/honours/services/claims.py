"""What claims which article, below the DAGs: rules, gates, moves, documents, tables, forms, values and milestones.

Nothing is listed here: each thing cites its articles where it is defined. The steps of the DAGs join in
:mod:`honours.orchestration.claims`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from honours.domain.cycle import Cycle, Scheme
from honours.domain.documents import DocumentKind
from honours.domain.states import NOMINATION_MOVES, PAYMENT_MOVES, Move, NominationState, PaymentState, article_in
from honours.regulation.articles import Link, LinkKind
from honours.regulation.claims import Claim
from honours.regulation.forms import FORMS, form
from honours.regulation.loader import regulation
from honours.regulation.milestones import steps
from honours.regulation.policies import notice_policies, review_policies
from honours.services.gates.suites import load_suite
from honours.services.rulebooks import rulebook
from honours.storage.settings import PROJECT_ROOT
from honours.storage.tables import metadata
from honours.storage.tables.base import purpose_of

_SUITES = PROJECT_ROOT / "expectations"


def claims() -> Iterator[Claim]:
    """Yield what each thing below the DAGs claims to carry out."""
    on = _latest_change()
    for scheme in Scheme:
        yield from _rules(scheme, on)
    yield from _expectations()
    yield from _moves("nomination", "申报", NOMINATION_MOVES, NominationState)
    yield from _moves("payment", "付款", PAYMENT_MOVES, PaymentState)
    for kind in DocumentKind:
        yield Claim(Link(LinkKind.DOCUMENT, kind.value, kind.label), kind.articles)
    for table in metadata.tables.values():
        purpose = purpose_of(table)
        yield Claim(Link(LinkKind.TABLE, table.name, purpose.label), purpose.articles)
    yield from _fields()
    for key, value in regulation().values.items():
        yield Claim(Link(LinkKind.VALUE, key, value.label), tuple(life.article for life in value.lives))
    for policy in (*review_policies().values(), *notice_policies().values()):
        yield Claim(Link(LinkKind.VALUE, policy.key, policy.label), tuple(life.article for life in policy.lives))
    for scheme in Scheme:
        for step in steps(scheme, on):
            yield Claim(Link(LinkKind.MILESTONE, f"{scheme.value}/{step.code}", step.label), (step.article,))


def _latest_change() -> date:
    """Return the day on which the newest value of the regulation takes effect: rules are shown as they are then."""
    return max(life.from_on for value in regulation().values.values() for life in value.lives)


def _rules(scheme: Scheme, on: date) -> Iterator[Claim]:
    _, rules = rulebook(Cycle(on.year, scheme), on, on)
    for rule in rules:
        yield Claim(Link(LinkKind.RULE, f"{scheme.value}/{rule.id}", rule.sentence), rule.covers)


def _expectations() -> Iterator[Claim]:
    for path in sorted(_SUITES.glob("*.json")):
        for one in load_suite(_SUITES, path.stem).expectations:
            yield Claim(Link(LinkKind.EXPECTATION, f"{path.stem}/{one.rule}", one.says), tuple(one.articles.values()))


def _moves(
    subject: str, label: str, moves: Iterable[Move], states: type[NominationState] | type[PaymentState]
) -> Iterator[Claim]:
    for move in moves:
        path = [states(state) for state in (move.from_state, move.to_state) if state is not None]
        link = Link(
            LinkKind.MOVE,
            "/".join((subject, *(state.value for state in path))),
            f"{label}：{'→'.join(state.label for state in path)}",
        )
        yield Claim(link, tuple(dict.fromkeys(article_in(scheme, move.article) for scheme in Scheme)))


def _fields() -> Iterator[Claim]:
    for kind, scheme in FORMS:
        # Both studio schemes fill the same columns, under headers and articles of their own.
        of_scheme = f"{scheme.value}/" if scheme is not None and scheme.names_studios else ""
        for sheet in form(kind, scheme).sheets:
            for field in sheet.fields:
                cited = (field.article,) if field.article else ()
                yield Claim(Link(LinkKind.FIELD, f"{of_scheme}{field.table}.{field.key}", field.header), cited)
