"""Asks of past cycles what would have come out under other values of the regulation; nothing is stored."""

from honours.services.what_if.answer import (
    CategoryAnswer,
    Change,
    ChangedNomination,
    ChangedRule,
    ChangedValue,
    CycleAnswer,
    RuleCount,
    WhatIfAnswer,
)
from honours.services.what_if.asking import LISTED, WhatIf, what_if
from honours.services.what_if.laws import Supposition
from honours.services.what_if.refusals import (
    AmountBelowFloor,
    NoneOpen,
    NothingReads,
    NotKept,
    NotTelling,
    OutOfRange,
)

__all__ = [
    "LISTED",
    "AmountBelowFloor",
    "CategoryAnswer",
    "Change",
    "ChangedNomination",
    "ChangedRule",
    "ChangedValue",
    "CycleAnswer",
    "NoneOpen",
    "NotKept",
    "NotTelling",
    "NothingReads",
    "OutOfRange",
    "RuleCount",
    "Supposition",
    "WhatIf",
    "WhatIfAnswer",
    "what_if",
]
