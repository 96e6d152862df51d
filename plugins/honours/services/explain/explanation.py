"""What can be told of one nomination; no personal number is in it, no expert and no objector is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from honours.domain.cycle import Category, Cycle
from honours.domain.money import Money
from honours.domain.states import NominationState, PaymentState, RankingOutcome, RulingOutcome, Verdict


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts were read: the file, its sheet and row, and which revision of the nomination it made."""

    file_name: str
    sheet: str
    row: int
    revision: int
    received_on: date


@dataclass(frozen=True, slots=True)
class ExplainedState:
    """One state on the way, with the day, who moved it there and why."""

    state: NominationState
    label: str
    on: date
    actor: str
    reason: str
    article: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's word where a rule could not decide."""

    outcome: RulingOutcome
    reason: str
    ruled_by: str
    ruled_on: date


@dataclass(frozen=True, slots=True)
class ExplainedRule:
    """One rule on this nomination; ``judged_on`` is None when it only foretells a stage that is still to come."""

    rule: str
    stage: str
    article: str
    article_label: str
    verdict: Verdict
    found: str
    required: str
    judged_on: date | None
    ruling: Ruling | None


@dataclass(frozen=True, slots=True)
class Scoring:
    """The experts' points; mean, rank and outcome are None until the category is ranked."""

    points: tuple[Decimal, ...]
    mean_points: Decimal | None
    rank: int | None
    outcome: RankingOutcome | None


@dataclass(frozen=True, slots=True)
class ExplainedObjection:
    """One objection during the public notice; open while ``closed_on`` is None."""

    objection_no: str
    received_on: date
    ground_article: str
    finding: str | None
    is_upheld: bool | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class ExplainedPayment:
    """One payment of the prize: its amount in CNY, where it is since when, and the archived receipt."""

    bank_ref: str
    amount_cny: Money
    state: PaymentState
    label: str
    since_on: date
    receipt_no: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything about one nomination; ``awaits`` says in Chinese what comes next and on which day."""

    nomination_no: str
    cycle: Cycle
    category: Category
    project_name: str
    person_name: str
    unit_name: str
    body_name: str
    state: NominationState
    awaits: str
    source: Source
    states: tuple[ExplainedState, ...]
    rules: tuple[ExplainedRule, ...]
    scoring: Scoring
    objections: tuple[ExplainedObjection, ...]
    payments: tuple[ExplainedPayment, ...]
