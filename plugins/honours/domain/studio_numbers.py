"""The numbers of studios in the register and of their plaques (model-studio/9, model-studio/14).

A studio is called by the letter of its scheme, the year of its first naming and a running number, ``L2021-003``; it
keeps the number for good. Every level has a plaque of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from honours.domain.cycle import Scheme
from honours.domain.errors import RefusedInput, WrongUse
from honours.domain.studios import StudioLevel

_LETTERS = {Scheme.MODEL_WORKER_STUDIO: "L", Scheme.EMPLOYEE_STUDIO: "Z"}
_SCHEMES = {letter: scheme for scheme, letter in _LETTERS.items()}
_SHAPE = re.compile(r"(?P<letter>[LZ])(?P<year>[12][0-9]{3})-(?P<serial>[0-9]{3})")
_MOST = 999
_PLAQUE_ENDINGS = {StudioLevel.STANDARD: "P", StudioLevel.DEMONSTRATION: "S"}


class NotStudioNo(WrongUse):
    """A text that is no studio number; carries the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        letters = "，".join(f"{letter} 为{scheme.label}" for scheme, letter in _LETTERS.items())
        super().__init__(
            f"“{text}”不是工作室编号。编号由字母（{letters}）、首次命名年份和三位序号组成，例如 L2021-003。"
        )


class NamesNoStudios(WrongUse):
    """A scheme that names no studios; carries it."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        known = "、".join(one.label for one in _LETTERS)
        super().__init__(f"{scheme.label}不命名工作室。命名工作室的项目为：{known}。")


class NumbersUsedUp(RefusedInput):
    """A year has more first namings than the number can count; carries scheme, year and how many were wanted."""

    def __init__(self, scheme: Scheme, year: int, wanted: int) -> None:
        self.scheme, self.year, self.wanted = scheme, year, wanted
        super().__init__(
            f"{year}年的{scheme.label}要编到第 {wanted} 号，编号只有三位，最多 {_MOST} 个。"
            "没有登记任何工作室，请核对名单。"
        )


@dataclass(frozen=True, order=True, slots=True)
class StudioNo:
    """One studio number, in the order in which studios are listed."""

    scheme: Scheme
    year: int
    serial: int

    @classmethod
    def parse(cls, text: str) -> StudioNo:
        """Return the number that ``text`` writes, in capital or small letters; raise :class:`NotStudioNo`."""
        match = _SHAPE.fullmatch(text.strip().upper())
        if match is None:
            raise NotStudioNo(text)
        return cls(_SCHEMES[match["letter"]], int(match["year"]), int(match["serial"]))

    def __str__(self) -> str:
        return f"{prefix(self.scheme, self.year)}{self.serial:03d}"


def prefix(scheme: Scheme, year: int) -> str:
    """Return how all numbers of the scheme and year begin; raise :class:`NamesNoStudios`."""
    if scheme not in _LETTERS:
        raise NamesNoStudios(scheme)
    return f"{_LETTERS[scheme]}{year}-"


def allot(scheme: Scheme, year: int, last_serial: int, count: int) -> Sequence[StudioNo]:
    """Return the ``count`` numbers that follow ``last_serial`` (0 when none is given yet), without a gap.

    Raises :class:`NumbersUsedUp` and :class:`NamesNoStudios`.
    """
    if scheme not in _LETTERS:
        raise NamesNoStudios(scheme)
    if count and last_serial + count > _MOST:
        raise NumbersUsedUp(scheme, year, last_serial + count)
    return [StudioNo(scheme, year, last_serial + place) for place in range(1, count + 1)]


def plaque_no(studio_no: str, level: StudioLevel) -> str:
    """Return the number on the plaque of a studio at this level, for example ``L2021-003-S``."""
    return f"{studio_no}-{_PLAQUE_ENDINGS[level]}"
