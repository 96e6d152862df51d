"""What the people of a played cycle put into the forms of Airflow, by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from honours.cli.replay.mailbox import put_to_meeting
from honours.domain.cycle import Cycle
from honours.domain.notices import ProofSide
from honours.domain.stages import Examination
from honours.services import stages
from honours.services.notice.consultation.ruling import referred
from honours.services.notice.medals import medals_open
from honours.services.notice.meeting import find_meeting
from honours.services.notice.meeting.listing import next_meeting_no
from honours.services.notice.meeting.reviewing import returned_entries
from honours.services.notice.notices import current_notice
from honours.services.notice.recommendation import recommendable
from honours.services.review.sending import missing_score_sheets
from honours.services.sample.consulting import rulings
from honours.services.sample.meetings import minutes_name
from honours.services.sample.notices import proof_picture
from honours.services.sample.playing import Sample
from honours.storage.unit_of_work import UnitOfWork

_WEBSITE = "http://gonghui.example.invalid/gsgg"


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form: who sends it, which button, and the fields."""

    login: str
    option: str
    fields: Mapping[str, Any] = field(default_factory=dict)


class Answers:
    """Fills in the forms; what it needs to know it reads like the person who is asked."""

    def __init__(self, sample: Sample, work: UnitOfWork) -> None:
        self.sample, self.work = sample, work

    @property
    def cycle(self) -> Cycle:
        """The cycle that is played."""
        return self.sample.season.cycle

    def fill(self, task_id: str) -> Filled:
        """Return the filled form of a step."""
        filled: Filled = getattr(self, f"_{task_id}")()
        return filled

    def opening(self) -> dict[str, Any]:
        """Return what a person fills in when starting the call by hand."""
        return {
            "document_no": self.sample.numbers.call,
            "call_on": self.sample.season.call_on.isoformat(),
            "is_replay": True,
        }

    def _ask_intake_closed(self) -> Filled:
        return Filled("operations", "确认截止", {"is_checked": True, "note": "已逐家电话核对"})

    def _ask_referrals(self) -> Filled:
        return self._rulings(Examination.QUALIFICATION)

    def _ask_verification_referrals(self) -> Filled:
        return self._rulings(Examination.VERIFICATION)

    def _ask_late_experts(self) -> Filled:
        owing = sorted({one.expert_no for one in missing_score_sheets(self.cycle, self.work)})
        if not owing:
            return Filled("operations", "继续等待")
        return Filled("operations", "改派给其他专家", {"late": "\n".join(owing)})

    def _rulings(self, examination: Examination) -> Filled:
        refused = sorted(self.sample.refusals(examination).items())
        lines = "\n".join(f"{number} {reason}" for number, reason in refused)
        return Filled("operations", "提交认定结果", {"refused": lines, "others_pass": True})

    def _ask_returned(self) -> Filled:
        found = self.sample.examined_anew([row.nomination_no for row in returned_entries(self.cycle, self.work)])
        fields = {"restored": _lines(found.restored), "refused": _lines(found.refused)}
        return Filled("operations", "提交复核结论", fields)

    def _ask_meeting(self) -> Filled:
        on, numbers = stages.planned_on(self.cycle, "meeting_held", self.work), self.sample.numbers
        decided = self.sample.meeting(put_to_meeting(self.cycle, self.work), on)
        meeting_no = next_meeting_no(find_meeting(self.cycle, self.work))
        ballots = {
            number: f"{one.votes.votes_for} {one.votes.votes_against} {one.votes.abstentions} {one.reason}"
            for number, one in decided.ballots.items()
        }
        return Filled(
            "operations",
            "提交会议结果",
            {
                "held_on": on.isoformat(),
                "minutes_no": numbers.minutes if meeting_no == 1 else f"{numbers.minutes}之{meeting_no}",
                "minutes_file": minutes_name(self.cycle, meeting_no),
                "present": "、".join(decided.present),
                "absent": _lines(decided.absent),
                "recusals": "\n".join(" ".join(one) for one in decided.recusals),
                "votes": _lines(ballots),
                "chosen_of_tied": "\n".join(decided.chosen_of_tied),
                "notice_posted_on": stages.planned_on(self.cycle, "notice_posted", self.work).isoformat(),
                "notice_document_no": numbers.notice,
                "decision_document_no": numbers.decision,
            },
        )

    def _ask_meeting_approval(self) -> Filled:
        meeting_no = next_meeting_no(find_meeting(self.cycle, self.work))
        sent_back = self.sample.sent_back(put_to_meeting(self.cycle, self.work), meeting_no)
        if sent_back:
            return Filled("leadership", "退回", {"returned": _lines(sent_back)})
        return Filled("leadership", "核准", {"is_checked": True})

    def _ask_notice_closed(self) -> Filled:
        notice = current_notice(self.cycle, self.work)
        closes_on = notice.window.closes_on
        fields = {
            "seen_on": closes_on.isoformat(),
            "address": _WEBSITE,
            "file_names": proof_picture(notice.proof_name(ProofSide.END), closes_on).name,
            "is_checked": True,
            "note": "意见箱和邮箱均已清点",
        }
        return Filled("operations", "确认公示期满", fields)

    def _ask_posted(self) -> Filled:
        notice = current_notice(self.cycle, self.work)
        on = self.sample.posted_on(notice.planned_on or notice.window.posted_on)
        picture = proof_picture(notice.proof_name(ProofSide.START), on)
        fields = {"posted_on": on.isoformat(), "address": _WEBSITE, "file_names": picture.name}
        return Filled("operations", "登记张贴", fields)

    _ask_posted_again = _ask_posted

    def _ask_reserve(self) -> Filled:
        return Filled("operations", "本次不递补", {"minutes_no": self.sample.numbers.minutes})

    def _ask_consultations_closed(self) -> Filled:
        return Filled("operations", "确认答复收齐", {"is_checked": True, "note": "已逐位电话催问"})

    def _ask_consultation_rulings(self) -> Filled:
        adverse = {
            one.nomination_no: [asked for opinion in one.opinions for asked in opinion.adverse]
            for one in referred(self.cycle, self.work)
        }
        upheld, overruled = rulings(adverse)
        lines = {
            key: "\n".join(f"{number} {reason}" for number, reason in sorted(ruled.items()))
            for key, ruled in (("upheld", upheld), ("overruled", overruled))
        }
        return Filled("operations", "提交认定", {**lines, "left_open": ""})

    def _ask_plaques(self) -> Filled:
        named_on = stages.planned_on(self.cycle, "awarded", self.work)
        hung_on = self.sample.plaques_hung_on(named_on) or named_on
        return Filled("operations", "登记挂牌", {"hung_on": hung_on.isoformat(), "is_checked": True})

    def _ask_medals(self) -> Filled:
        shown = [one.listed.nomination_no for one in medals_open(self.cycle, self.work)]
        withheld = self.sample.medals_withheld(shown)
        lines = "\n".join(f"{number} {reason}" for number, reason in withheld.items())
        return Filled("operations", "提交奖章人选", {"withheld": lines, "others_granted": True})

    def _ask_recommendation(self) -> Filled:
        shown = [(one.listed.category, one.listed.nomination_no) for one in recommendable(self.cycle, self.work)]
        chosen = self.sample.recommended(shown)
        return Filled(
            "operations",
            "提交推荐项目",
            {
                "recommended": "\n".join(chosen),
                "document_no": self.sample.numbers.recommendation,
                "is_nobody": not chosen,
            },
        )

    def _ask_payment_approval(self) -> Filled:
        return Filled("finance", "同意付款", {"is_checked": True})


def _lines(told: Mapping[str, str]) -> str:
    return "\n".join(f"{key} {says}" for key, says in told.items())
