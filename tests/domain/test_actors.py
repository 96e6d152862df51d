"""Who moved something on: three kinds, each with one word, whatever word an earlier version kept."""

from __future__ import annotations

import pytest

from honours.domain.actors import INTAKE, SYSTEM, ActorKind, kind_of, shown


@pytest.mark.parametrize(
    ("kept", "kind", "read"),
    [
        (SYSTEM, ActorKind.SYSTEM, "系统自动"),
        ("系统", ActorKind.SYSTEM, "系统自动"),
        (INTAKE, ActorKind.INTAKE, "收件登记"),
        ("intake", ActorKind.INTAKE, "收件登记"),
        ("operations", ActorKind.PERSON, "经办人（业务）"),
        ("王五", ActorKind.PERSON, "经办人（王五）"),
        (" ", ActorKind.PERSON, "经办人"),
    ],
)
def test_actor_is_read_in_one_word_for_each_kind(kept: str, kind: ActorKind, read: str) -> None:
    assert kind_of(kept) is kind
    assert shown(kept) == read
