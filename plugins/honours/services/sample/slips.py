"""Slips of clerks in single cells, which intake must find before anything is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from honours.domain.cycle import CATEGORIES, Category, Scheme
from honours.services.sample.entries import Entry, Value

_TECH, _METHOD, _PATENT, _IDEA = CATEGORIES[Scheme.ACHIEVEMENT_AWARD]


@dataclass(frozen=True, slots=True)
class Slip:
    """One wrong cell: which column, and what stands there; ``is_mended`` says whether the body sends it right later."""

    key: str
    category: Category
    write: Callable[[Entry], Value | float]
    is_mended: bool = True


def _other_last(text: Value) -> str:
    digits = str(text)
    return digits[:-1] + ("1" if digits[-1] in "0X" else "0")


def _as_number(entry: Entry) -> float:
    return float(str(entry.facts["payee_account"])[:15])


SLIPS: tuple[Slip, ...] = (
    Slip("person_id", _TECH, lambda entry: _other_last(entry.facts["person_id"])),
    Slip("person_id", _METHOD, lambda entry: str(entry.facts["person_id"])[:17]),
    Slip("unit_uscc", _PATENT, lambda entry: _other_last(entry.facts["unit_uscc"])),
    Slip("payee_account", _IDEA, lambda entry: _other_last(entry.facts["payee_account"])),
    Slip("payee_account", _TECH, _as_number),
    Slip("patent_no", _PATENT, lambda entry: _other_last(entry.facts["patent_no"])),
    Slip("posted_on", _METHOD, lambda _: "2025年13月2日"),
    Slip("taken_down_on", _IDEA, lambda _: "五月底"),
    Slip("project_name", _TECH, lambda _: "=A1&B1"),
    Slip("unit_name", _METHOD, lambda _: None),
    Slip("speciality", _PATENT, lambda _: "机械类"),
    Slip("annual_benefit_cny", _IDEA, lambda _: "三十万"),
    Slip("professional_title", _TECH, lambda _: "高级工程师"),
    Slip("completer_rank", _METHOD, lambda _: 0),
    Slip("team_members", _TECH, lambda _: "王建国,李晓红"),
    # These two bodies give up; their rows stay out.
    Slip("person_id", _PATENT, lambda entry: _other_last(entry.facts["person_id"]), is_mended=False),
    Slip("payee_name", _IDEA, lambda _: None, is_mended=False),
)
