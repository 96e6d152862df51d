"""Who moved something on, as it is kept in the history: the system, the intake of files, or a person by name."""

from __future__ import annotations

from enum import StrEnum

SYSTEM = "系统自动"
INTAKE = "收件登记"


class ActorKind(StrEnum):
    """The three kinds of actors."""

    SYSTEM = "system"
    INTAKE = "intake"
    PERSON = "person"


# Histories are never rewritten, so the words of earlier versions stay readable.
_FORMER = {"系统": ActorKind.SYSTEM, SYSTEM: ActorKind.SYSTEM, "intake": ActorKind.INTAKE, INTAKE: ActorKind.INTAKE}
_PERSON = "经办人"
# The logins that the one-machine default makes; on a server people bear their own names.
_LOGINS = {
    "operations": "业务",
    "leadership": "领导",
    "finance": "财务",
    "audit": "审计",
    "viewer": "查看",
    "admin": "管理员",
}


def kind_of(actor: str) -> ActorKind:
    """Return what kind of actor a name in a history is."""
    return _FORMER.get(actor.strip(), ActorKind.PERSON)


def shown(actor: str) -> str:
    """Return the actor as people read it: 系统自动, 收件登记, or 经办人 with the name or the office."""
    match kind_of(actor):
        case ActorKind.SYSTEM:
            return SYSTEM
        case ActorKind.INTAKE:
            return INTAKE
        case ActorKind.PERSON:
            name = actor.strip()
            return f"{_PERSON}（{_LOGINS.get(name, name)}）" if name else _PERSON
