"""The office's policies for review, meeting and notice by scheme and day, read from ``data/policies``.

None of it is law: award/11, award/12, model-studio/9, model-studio/12 and employee-studio/6 ask for the steps, and the
office says how it takes them. A past year is recomputed by the policy of its own days.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from honours.domain.cycle import Scheme
from honours.domain.errors import WrongUse
from honours.domain.policies import (
    Anonymous,
    Consultation,
    Criterion,
    Formula,
    NoticePolicy,
    Reserve,
    ReviewPolicy,
    Silence,
    TieKey,
    TieKind,
)
from honours.regulation.folder import data_folder
from honours.regulation.loader import regulation
from honours.regulation.policy_reading import read_notice_policies, read_review_policies
from honours.regulation.values import Dated

__all__ = [
    "Anonymous",
    "Consultation",
    "Criterion",
    "Formula",
    "NoPolicy",
    "NoticePolicy",
    "Reserve",
    "ReviewPolicy",
    "Silence",
    "TieKey",
    "TieKind",
    "notice_policies",
    "notice_policy",
    "review_policies",
    "review_policy",
]


class NoPolicy(WrongUse):
    """A scheme that has no policy of this kind; carries the scheme and what was asked for."""

    def __init__(self, scheme: Scheme, asked: str) -> None:
        self.scheme, self.asked = scheme, asked
        super().__init__(f"{scheme.label}没有{asked}。由市总工会现场核实的项目不经专家评审。")


def review_policy(scheme: Scheme, on: date, folder: Path | None = None) -> ReviewPolicy:
    """Return how the scheme's entries are reviewed on a day; raise :class:`NoPolicy` or :class:`NotInForce`."""
    found = review_policies(folder).get(scheme)
    if found is None:
        raise NoPolicy(scheme, "专家评审办法")
    return found.on(on)


def notice_policy(scheme: Scheme, on: date, folder: Path | None = None) -> NoticePolicy:
    """Return how the scheme's meeting and notice are dealt with on a day; raise :class:`NotInForce`."""
    return notice_policies(folder)[scheme].on(on)


def review_policies(folder: Path | None = None) -> dict[Scheme, Dated[ReviewPolicy]]:
    """Return the policies of all schemes that experts review; raise :class:`BrokenTable` for a mistake in the file."""
    return _review(data_folder() if folder is None else folder)


def notice_policies(folder: Path | None = None) -> dict[Scheme, Dated[NoticePolicy]]:
    """Return the policies of all schemes; raise :class:`BrokenTable` for a mistake in the file."""
    return _notice(data_folder() if folder is None else folder)


@cache
def _review(folder: Path) -> dict[Scheme, Dated[ReviewPolicy]]:
    return read_review_policies(folder / "policies" / "review.toml", regulation(folder).articles)


@cache
def _notice(folder: Path) -> dict[Scheme, Dated[NoticePolicy]]:
    return read_notice_policies(folder / "policies" / "notice.toml", regulation(folder).articles)
