"""Recomputes scores and ranking of a cycle from the sealed sheets alone, and says where the tables differ (award/11).

Of the tables it believes only whose entry a code is, which recommending body put it where, and whose scores count; what
the experts gave is read from the archived bytes, whose hashes are those of the opening.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Row

from honours.domain.cycle import Category, Cycle
from honours.domain.errors import WrongUse
from honours.domain.policies import ReviewPolicy
from honours.domain.scoring import Ranked, Scored, expert_points, rank
from honours.domain.states import NominationState
from honours.regulation.loader import regulation
from honours.services.review.blinding.codes import candidates, codes_of
from honours.services.review.policy import policy_of
from honours.services.review.seals import (
    Seal,
    SealedScore,
    SheetNotAsSealed,
    counting,
    read_seal,
    seals_of,
    seals_sha256,
)
from honours.storage.unit_of_work import UnitOfWork

# So many entries of a cycle never come upon one code.
_TURNS = 5
_NONE = "（无）"
Pair = tuple[str, str]
"""The numbers of an expert and of a nomination."""


class NothingOpened(WrongUse):
    """The score sheets of the cycle are not opened, so there is nothing to recompute; carries the cycle."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        super().__init__(f"{cycle.label}的评分表尚未开启，没有可以核对的评分和排名。请在“开启评分表”之后再核对。")


@dataclass(frozen=True, order=True, slots=True)
class Difference:
    """One thing that differs: the sheet or entry, what of it, what the tables say and what the sealed sheets say."""

    subject: str
    what: str
    stored: str
    recomputed: str

    def __str__(self) -> str:
        return f"{self.subject}：{self.what}，表中为“{self.stored}”，按封存的评分表应为“{self.recomputed}”"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was recomputed of a cycle, and every difference."""

    cycle: Cycle
    seals: int
    scores: int
    ranked: int
    differences: tuple[Difference, ...]


def verify_review(cycle: Cycle, work: UnitOfWork) -> Verified:
    """Recompute opening, scores and ranking of the cycle; nothing is stored. Raise :class:`NothingOpened`."""
    with work:
        key = {"cycle": str(cycle)}
        openings = work.run("review/list_openings", key).all()
        if not openings:
            raise NothingOpened(cycle)
        policy, codes = policy_of(cycle, work), codes_of(cycle, work)
        seals = [one for one in seals_of(cycle, work) if one.seal_id <= openings[-1].last_seal_id]
        read, broken = _read(seals, policy, codes, work)
        stored = work.run("review/list_opened_scores", key).all()
        excused = {(row.expert_no, row.nomination_no) for row in work.run("review/list_excused_pairs", key)}
        counted = work.run("review/list_scores", {**key, "states": [state.value for state in NominationState]}).all()
        ranking = work.run("review/list_ranking", key).all()
        found = [
            *broken,
            *_of_openings(openings, seals),
            *_of_codes(cycle, codes, work),
            *_of_scores(stored, read, policy, excused),
            *_of_ranking(ranking, _ranked(cycle, counted, read, policy, openings[-1].opened_on)),
        ]
    return Verified(cycle, len(seals), len(stored), len(ranking), tuple(sorted(found)))


def _read(
    seals: Sequence[Seal], policy: ReviewPolicy, codes: Mapping[str, str], work: UnitOfWork
) -> tuple[dict[Pair, SealedScore], list[Difference]]:
    """Return what counts of the sealed sheets, by expert and entry, and the sheets that are not as they were sealed."""
    counts = counting(seals)
    read: dict[Pair, SealedScore] = {}
    broken: list[Difference] = []
    for seal in seals:
        try:
            given = list(read_seal(seal, policy, codes, work))
        except SheetNotAsSealed as error:
            broken.append(Difference(seal.label, "封存的文件", seal.sha256, error.why))
            continue
        read |= {
            (seal.expert_no, one.nomination_no): one
            for one in given
            if counts[seal.expert_no, one.nomination_no] is seal
        }
    return read, broken


def _of_openings(openings: Sequence[Row[Any]], seals: Sequence[Seal]) -> Iterator[Difference]:
    for opening in openings:
        opened = [seal for seal in seals if seal.seal_id <= opening.last_seal_id]
        subject = f"第 {opening.opening_no} 次开启"
        yield from _differ(subject, "封存的评分表份数", opening.seal_count, len(opened))
        yield from _differ(subject, "全部封存记录的校验值", opening.seals_sha256, seals_sha256(opened))


def _of_codes(cycle: Cycle, codes: Mapping[str, str], work: UnitOfWork) -> Iterator[Difference]:
    for number, code in codes.items():
        possible = list(islice(candidates(cycle, number, work.vault), _TURNS))
        if code not in possible:
            yield Difference(number, "盲审编号", code, possible[0])


def _of_scores(
    stored: Sequence[Row[Any]], read: Mapping[Pair, SealedScore], policy: ReviewPolicy, excused: set[Pair]
) -> Iterator[Difference]:
    found: set[Pair] = set()
    for row in stored:
        pair = (row.expert_no, row.nomination_no)
        found.add(pair)
        subject = f"专家 {row.expert_no} 对 {row.nomination_no} 的评分"
        sealed = read.get(pair)
        if sealed is None or sealed.given.is_recused:
            yield Difference(subject, "得分", str(row.points), _NONE)
            continue
        points = sealed.given.points
        yield from _differ(subject, "评分表的收件编号", row.submission_id, sealed.seal.submission_id)
        yield from _differ(subject, "得分", row.points, expert_points(points, policy.criteria).quantize(row.points))
        parts = dict(zip(row.criteria or (), row.parts or (), strict=True))
        for criterion in policy.criteria:
            yield from _differ(subject, criterion.label, parts.get(criterion.code, _NONE), points[criterion.code])
    for pair, sealed in read.items():
        if pair not in found and pair not in excused and not sealed.given.is_recused:
            given = expert_points(sealed.given.points, policy.criteria)
            yield Difference(f"专家 {pair[0]} 对 {pair[1]} 的评分", "得分", _NONE, str(given))


def _ranked(
    cycle: Cycle, counted: Sequence[Row[Any]], read: Mapping[Pair, SealedScore], policy: ReviewPolicy, on: date
) -> dict[str, Ranked]:
    """Return the ranking that the sealed sheets give, of the scores that count."""
    entries: dict[Category, dict[str, Scored]] = {}
    for row in counted:
        sealed = read.get((row.expert_no, row.nomination_no))
        if sealed is None or sealed.given.is_recused:
            continue
        own = entries.setdefault(Category(row.category), {})
        before = own[row.nomination_no].given if row.nomination_no in own else ()
        own[row.nomination_no] = Scored(
            row.nomination_no, row.body_code, row.priority_no, (*before, sealed.given.points)
        )
    found = {}
    for category, own in entries.items():
        for one in rank(own.values(), regulation().quota_on(category, on), policy):
            found[one.nomination_no] = one
    return found


def _of_ranking(stored: Sequence[Row[Any]], ranked: Mapping[str, Ranked]) -> Iterator[Difference]:
    for row in stored:
        one = ranked.get(row.nomination_no)
        if one is None:
            yield Difference(row.nomination_no, "名次", str(row.rank), _NONE)
            continue
        yield from _differ(row.nomination_no, "总得分", row.mean_points, one.mean_points.quantize(row.mean_points))
        yield from _differ(row.nomination_no, "有效评分数", row.score_count, one.score_count)
        yield from _differ(row.nomination_no, "名次", row.rank, one.rank)
        yield from _differ(row.nomination_no, "评审结果", row.outcome, one.outcome.value)
        keys = [asdict(key) for key in one.tie_keys]
        yield from _differ(row.nomination_no, "并列规则的适用", _told(row.tie_keys), _told(keys))
    listed = {row.nomination_no for row in stored}
    for number in sorted(set(ranked) - listed) if stored else ():
        yield Difference(number, "名次", _NONE, str(ranked[number].rank))


def _told(keys: Sequence[Mapping[str, Any]]) -> str:
    return "；".join(f"{key['label']} {key['value']}（{key['article']}）" for key in keys) or _NONE


def _differ(subject: str, what: str, stored: object, recomputed: object) -> Iterator[Difference]:
    if stored != recomputed:
        yield Difference(subject, what, str(stored), str(recomputed))
