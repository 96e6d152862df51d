"""Reading the office's policies from their files, as strictly as every other dated value."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from honours.domain.cycle import Scheme
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
from honours.domain.stages import Examiners, examines_by
from honours.regulation.reading import check_follows, read_article, read_life
from honours.regulation.register import Register
from honours.regulation.tables import Table, read_table
from honours.regulation.values import Dated, Life, Unit

P = TypeVar("P")
_WHOLE = 100
# A mean without the highest and the lowest leaves nothing of two scores.
_LEAST_TO_TRIM = 3


def read_review_policies(path: Path, register: Register) -> dict[Scheme, Dated[ReviewPolicy]]:
    """Return the policy of each scheme that experts review; raise :class:`BrokenTable` for the first mistake."""
    schemes = tuple(scheme for scheme in Scheme if examines_by(scheme) is Examiners.EXPERTS)
    return _read(path, schemes, lambda item: _review(item, register), register)


def read_notice_policies(path: Path, register: Register) -> dict[Scheme, Dated[NoticePolicy]]:
    """Return the policy of every scheme; raise :class:`BrokenTable` for the first mistake."""
    return _read(path, tuple(Scheme), _notice, register)


def _read(
    path: Path, schemes: tuple[Scheme, ...], read: Callable[[Table], P], register: Register
) -> dict[Scheme, Dated[P]]:
    root = read_table(path)
    found = {
        scheme: _dated(root.table(scheme.value), f"{path.stem}.{scheme.value}", read, register) for scheme in schemes
    }
    root.done()
    return found


def _dated(table: Table, key: str, read: Callable[[Table], P], register: Register) -> Dated[P]:
    article, label = read_article(table, register), table.text("label")
    lives: list[Life[P]] = []
    for item in table.tables("values"):
        life = read_life(item, read(item), article)
        if lives:
            check_follows(item, lives[-1], life)
        lives.append(life)
    table.done()
    if not lives:
        raise table.refuse("values 是空的，至少要有一项。")
    return Dated(key, label, Unit.POLICY, tuple(lives))


def _review(item: Table, register: Register) -> ReviewPolicy:
    criteria = _criteria(item)
    found = ReviewPolicy(
        experts_per_entry=item.whole("experts_per_entry", least=1),
        least_of_speciality=item.whole("least_of_speciality"),
        most_of_one_unit=item.whole("most_of_one_unit", least=1),
        most_entries_per_expert=item.whole("most_entries_per_expert", least=1),
        conflict_years=item.whole("conflict_years"),
        is_district_conflict=item.flag("is_district_conflict"),
        is_blind=item.flag("is_blind"),
        criteria=criteria,
        formula=Formula(item.choice("formula", [formula.value for formula in Formula])),
        places=item.whole("places"),
        tie_keys=tuple(_tie_key(one, criteria, register) for one in item.tables("tie_key")),
    )
    if found.least_of_speciality > found.experts_per_entry:
        raise item.refuse(
            f"least_of_speciality {found.least_of_speciality} 大于 experts_per_entry {found.experts_per_entry}，"
            "无法满足。"
        )
    if found.formula is Formula.TRIMMED_MEAN and found.experts_per_entry < _LEAST_TO_TRIM:
        raise item.refuse(f"formula 为 trimmed_mean 时 experts_per_entry 至少为 {_LEAST_TO_TRIM}。")
    return found


def _criteria(item: Table) -> tuple[Criterion, ...]:
    found = []
    for one in item.tables("criterion"):
        found.append(Criterion(one.text("code"), one.text("label"), one.whole("weight", least=1)))
        one.done()
    codes, total = [one.code for one in found], sum(one.weight for one in found)
    if len(set(codes)) != len(codes):
        raise item.refuse(f"criterion 的 code 有重复：{'、'.join(codes)}。")
    if total != _WHOLE:
        raise item.refuse(f"criterion 的 weight 合计为 {total}，应为 {_WHOLE}。")
    return tuple(found)


def _tie_key(one: Table, criteria: tuple[Criterion, ...], register: Register) -> TieKey:
    kind, article = TieKind(one.choice("kind", [kind.value for kind in TieKind])), read_article(one, register)
    if kind is TieKind.PRIORITY:
        one.done()
        return TieKey(kind, None, "推荐单位排序", article)
    labels = {criterion.code: criterion.label for criterion in criteria}
    code = one.choice("criterion", labels)
    one.done()
    return TieKey(kind, code, f"“{labels[code]}”平均分", article)


def _notice(item: Table) -> NoticePolicy:
    quorum, approval = item.whole("quorum_percent", least=1), item.whole("approval_percent", least=1)
    if quorum > _WHOLE or approval >= _WHOLE:
        raise item.refuse("quorum_percent 不能超过 100，approval_percent 应小于 100。")
    return NoticePolicy(
        quorum_percent=quorum,
        approval_percent=approval,
        objection_reply_working_days=item.whole("objection_reply_working_days", least=1),
        anonymous=Anonymous(item.choice("anonymous", [one.value for one in Anonymous])),
        reserve=Reserve(item.choice("reserve", [one.value for one in Reserve])),
        consultation=_consultation(item.table("consultation")) if item.has("consultation") else None,
    )


def _consultation(table: Table) -> Consultation:
    found = Consultation(
        table.whole("experts_per_entry", least=1),
        table.whole("reply_working_days", least=1),
        Silence(table.choice("silence", [one.value for one in Silence])),
    )
    table.done()
    return found
