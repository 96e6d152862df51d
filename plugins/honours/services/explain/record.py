"""An explanation as plain data for programs (``honours explain --json``); its keys are kept from version to version.

Of every number:

- ``outcome``: ``nomination``, or ``returned`` for a row that came and was never taken
- ``nomination_no``, ``cycle`` (``2025/achievement_award``), ``category``, ``category_label``, ``body_name``
- ``headline``: where it is, in one Chinese sentence

Of a nomination besides:

- ``project_name``, ``person_name``, ``unit_name``
- ``state``, ``state_label``
- ``awaits``: the sentence; ``awaited``: ``says``, ``then``, ``of_whom`` ("" at the end of the way), ``until_on``,
  ``is_planned``, ``is_provisional``, ``count``, ``is_over``
- ``source``: ``file_name``, ``sheet``, ``row``, ``revision``, ``received_on``, ``is_checked`` (whether the cells were
  looked up in the archived file itself)
- ``progress``: each step with ``label``, ``mark`` (done, now, ended, coming), ``on``
- ``states``, oldest first: ``state``, ``label``, ``on``, ``actor`` (as kept), ``actor_kind`` (system, intake, person),
  ``by`` (as shown), ``reason``, ``article``, ``article_label``
- ``rules``: ``rule``, ``stage`` (publicity, review, verification), ``article``, ``article_label``, ``covers``,
  ``sentence``, ``verdict`` (pass, fail, refer), ``found``, ``required``, ``judged_on`` (null while foretold),
  ``since`` (null for a rule that is no more): ``on``, ``source``, ``values`` with ``key``, ``label``, ``from_on``,
  ``until_on``, ``source``, ``is_office_practice``;
  ``sources``: ``kind`` (cell, visit, receipt, evidence, calendar, others, register, record), ``says``, ``file_name``,
  ``sheet``, ``cell``; ``ruling`` (null without one): ``outcome``, ``reason``, ``ruled_by``, ``ruled_on``
- ``conflicts``: how many experts step back (``experts``) by ``kind`` (same_unit, same_body, team_member, co_inventor,
  co_author, worked_together, declared, recusal) and ``label``
- ``scoring``: ``points``, ``mean_points`` (the official score), ``rank``, ``outcome`` (in, tied, out), ``tie``
- ``meetings``, by number: ``meeting_no``, ``held_on``, ``minutes_no``, ``minutes_file``, ``minutes_sha256``, ``votes``
  (null, or ``votes_for``, ``votes_against``, ``abstentions``), ``recused``, ``outcome`` (approved, voted_down,
  not_chosen), ``reason``, ``prepared_by``, ``approved`` (null, or ``approved_by``, ``approved_on``), ``sent_back``
  (null, or ``kind``, ``reason``, ``returned_by``, ``returned_on``, ``outcome``, ``finding``, ``found_by``,
  ``found_on``)
- ``consultation`` (null when nobody was asked): ``standing`` (open, referred, favourable, overruled, upheld),
  ``asked``, ``answered``, ``sent_on``, ``due_on``; ``opinions`` (empty while open): ``has_scored``, ``replies``
  (empty of one who kept silent) with ``question`` (direction, advancement, effect), ``reply`` (yes, no, unclear),
  ``reason``, ``is_adverse``; ``ruled`` (null without one): ``ruling`` (upheld, overruled), ``reason``, ``ruled_by``,
  ``ruled_on``
- ``objections``: ``objection_no``, ``received_on``, ``ground_article``, ``ground_label``, ``how`` (it is treated, and
  why), ``reply_due_on`` (null where no reply is owed), ``finding``, ``is_upheld``, ``closed_on``, ``replied_on``
- ``payments``: ``bank_ref``, ``amount_cny``, ``state``, ``label``, ``since_on``, ``receipt_no``
- ``later_returns``: corrections that were not taken, in the form of ``returns`` below

Of a returned row besides:

- ``returns``, oldest first: ``file_name``, ``received_on``, ``status`` (partly, refused, late), ``sheet``, ``row``,
  ``message``, ``has_copy``, ``faults`` with ``cell``, ``field``, ``found``, ``is_hidden``, ``says``
- ``advice``: what can still be done

Dates are ISO 8601, decimals are strings, unknown or unset is null.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from honours.domain.cycle import Cycle
from honours.domain.money import Money
from honours.services.explain.explanation import ExplainedState, Explanation, NeverTaken

Record = dict[str, Any]


def as_record(told: Explanation | NeverTaken) -> Record:
    """Return the explanation as mappings, lists, texts, numbers and None."""
    shared = {
        "outcome": "nomination" if isinstance(told, Explanation) else "returned",
        "nomination_no": told.nomination_no,
        "cycle": str(told.cycle),
        "category": told.category.value,
        "category_label": told.cycle.category_label(told.category),
        "body_name": told.body_name,
        "headline": told.headline,
    }
    if isinstance(told, NeverTaken):
        return {**shared, "returns": _plain(told.returns), "advice": told.advice}
    own = _fields(told) - shared.keys()
    return {
        **shared,
        **{name: _plain(getattr(told, name)) for name in sorted(own)},
        "awaits": told.awaits,
        "awaited": {**_record(told.awaited), "is_over": told.awaited.is_over},
        "states": [_state(step) for step in told.states],
    }


def _state(step: ExplainedState) -> Record:
    return {**_record(step), "actor_kind": step.actor_kind.value, "by": step.by}


def _record(value: Any) -> Record:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _fields(value: Any) -> set[str]:
    return {field.name for field in fields(value)}


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Decimal() | Money() | Cycle():
            return str(value)
        case tuple() | list():
            return [_plain(item) for item in value]
        case Mapping():
            return {key: _plain(item) for key, item in value.items()}
        case _ if is_dataclass(value):
            return _record(value)
        case _:
            return value
