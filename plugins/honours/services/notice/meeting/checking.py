"""Checks the entered result of the chair's meeting against members, quorum, list and minutes, every fault at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from honours.domain.errors import RefusedInput
from honours.domain.meetings import VoteOutcome, Votes, has_quorum, quorum_of
from honours.domain.policies import NoticePolicy
from honours.regulation.leadership import Member
from honours.services.documents.wording import DocumentNo
from honours.services.notice.meeting.listing import MeetingList
from honours.services.notice.meeting.minutes import BEGINNING, Minutes
from honours.services.notice.meeting.results import MeetingResult


class MeetingRefused(RefusedInput):
    """What was entered for the meeting contradicts the members, the list or itself; carries every fault."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("会议结果未被接受：" + "；".join(faults) + "。请更正后重新提交。")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a result is held against."""

    members: tuple[Member, ...]
    policy: NoticePolicy
    listed: MeetingList
    minutes: Mapping[str, Minutes]
    # Entries that were sent back and not examined again yet.
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voted:
    """What was decided on one entry; without votes it was tied at the line and not chosen."""

    nomination_no: str
    votes: Votes | None
    outcome: VoteOutcome
    reason: str | None


def check(given: MeetingResult, ground: Ground) -> None:
    """Raise :class:`MeetingRefused` with every fault of the result."""
    faults = [*_papers(given, ground), *_attendance(given, ground), *_recusals(given, ground)]
    # Votes are counted against who was there; with a wrong attendance each of them would be a fault of its own.
    faults += [*_votes(given, ground), *_tied(given, ground)] if not faults else []
    if faults:
        raise MeetingRefused(faults)


def voted(given: MeetingResult, ground: Ground) -> tuple[Voted, ...]:
    """Return what was decided on every entry of the list; a checked result is asked for."""
    return tuple(_voted(number, given, ground) for number in ground.listed.proposed)


def voters(given: MeetingResult, nomination_no: str) -> int:
    """Return how many vote on an entry: who is present, less who is recused."""
    return len(given.present) - sum(one.nomination_no == nomination_no for one in given.recusals)


def _voted(number: str, given: MeetingResult, ground: Ground) -> Voted:
    stated = given.votes.get(number)
    reason = stated.reason.strip() or None if stated else None
    if number in ground.listed.tied and number not in given.chosen_of_tied:
        return Voted(number, stated.votes if stated else None, VoteOutcome.NOT_CHOSEN, reason)
    votes = stated.votes if stated else Votes(voters(given, number))
    carried = votes.carries(ground.policy.approval_percent)
    return Voted(number, votes, VoteOutcome.APPROVED if carried else VoteOutcome.VOTED_DOWN, reason)


def _papers(given: MeetingResult, ground: Ground) -> Iterator[str]:
    if ground.waiting:
        yield f"退回的项目还没有复核：{'、'.join(ground.waiting)}。请先在“复核退回项目”中办理"
    if not given.minutes_no.strip():
        yield "会议纪要编号不能为空"
    if given.minutes_file not in ground.minutes:
        there = "、".join(f"“{name}”" for name in ground.minutes) or "无"
        yield (
            f"没有收到会议纪要文件“{given.minutes_file}”（已收到的：{there}）。请先把纪要放入收件文件夹，"
            f"文件名写作“{BEGINNING}（{given.cycle.label}）.docx”（PDF、JPG、PNG 也可以），待“收件”流程收下后再提交"
        )
    if DocumentNo.parse(given.notice_document_no) == DocumentNo.parse(given.decision_document_no):
        yield f"公示和决定的文号相同（{given.decision_document_no}），两份文件要各有文号"
    if given.held_on > given.prepared_on:
        yield f"会议日期 {given.held_on} 晚于录入日期 {given.prepared_on}"
    if given.notice_posted_on < given.held_on:
        yield f"公示起始日 {given.notice_posted_on} 早于会议日期 {given.held_on}"


def _attendance(given: MeetingResult, ground: Ground) -> Iterator[str]:
    names = [one.name for one in ground.members]
    told = Counter([*given.present, *given.absent])
    if strangers := sorted(set(told) - set(names)):
        yield f"不是 {given.held_on} 在任的会议成员：{'、'.join(strangers)}；成员为：{'、'.join(names)}"
    if twice := sorted(name for name, count in told.items() if count > 1):
        yield f"既写出席又写缺席，或写了两次：{'、'.join(twice)}"
    if missing := [name for name in names if name not in told]:
        yield f"没有写明出席还是缺席：{'、'.join(missing)}"
    present = sum(name in names for name in set(given.present))
    if not has_quorum(present, len(names), ground.policy.quorum_percent):
        least = quorum_of(len(names), ground.policy.quorum_percent)
        yield f"出席 {present} 人，应到 {len(names)} 人，至少 {least} 人到会才能开会，会议结果不能成立"


def _recusals(given: MeetingResult, ground: Ground) -> Iterator[str]:
    for one in given.recusals:
        if one.nomination_no not in ground.listed.proposed:
            yield f"回避的编号不在名单上：{one.nomination_no}"
        if one.member not in given.present:
            yield f"{one.nomination_no} 的回避人“{one.member}”没有出席会议"
        if not one.reason.strip():
            yield f"{one.nomination_no} 的回避人“{one.member}”没有写回避理由"
    pairs = Counter((one.nomination_no, one.member) for one in given.recusals)
    yield from (f"{number} 的回避人“{member}”写了两次" for (number, member), count in pairs.items() if count > 1)


def _votes(given: MeetingResult, ground: Ground) -> Iterator[str]:
    if unknown := sorted(set(given.votes) - set(ground.listed.proposed)):
        yield f"表决的编号不在名单上：{'、'.join(unknown)}"
    for number in ground.listed.proposed:
        entitled, stated = voters(given, number), given.votes.get(number)
        if entitled < 1:
            yield f"{number} 的出席人员全部回避，无人表决。请退出本次表决另行研究"
        elif stated is not None and stated.votes.cast != entitled:
            yield f"{number} 的表决票合计 {stated.votes.cast}，应等于出席减回避的 {entitled} 人"
        elif _voted(number, given, ground).outcome is VoteOutcome.VOTED_DOWN and not (stated and stated.reason.strip()):
            yield f"{number} 未写不通过的理由"


def _tied(given: MeetingResult, ground: Ground) -> Iterator[str]:
    listed = ground.listed
    if strangers := sorted(set(given.chosen_of_tied) - set(listed.tied)):
        yield f"并列入选的编号并非并列项目：{'、'.join(strangers)}；并列项目为：{'、'.join(listed.tied) or '无'}"
    chosen = [number for number in given.chosen_of_tied if number in listed.tied]
    for number in chosen:
        if _voted(number, given, ground).outcome is VoteOutcome.VOTED_DOWN:
            yield f"同一编号既入选又表决不通过：{number}"
    letters = {given.cycle.letters(category): category for category in given.cycle.categories}
    for category, count in Counter(letters[number.split("-")[1]] for number in chosen).items():
        if count > listed.places[category]:
            yield f"{category.label}只余 {listed.places[category]} 个名额，却选了 {count} 个并列项目"
