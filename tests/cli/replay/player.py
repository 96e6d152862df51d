"""Plays the invented cycles without the scheduler: the same files, the same forms, the same services, step by step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from honours.cli.replay.playing import Part
from honours.domain.cycle import Cycle
from honours.domain.stages import Examiners, Stage, examines_by
from honours.orchestration.assigning import LateExpertsQuestion
from honours.orchestration.call import IntakeClosedQuestion
from honours.orchestration.consultation import ConsultationRulingsQuestion, ConsultationsClosedQuestion
from honours.orchestration.disbursement import PaymentQuestion
from honours.orchestration.honouring import MedalsQuestion, RecommendationQuestion
from honours.orchestration.human import Answer, Question
from honours.orchestration.meeting import MeetingQuestion
from honours.orchestration.meeting_approval import MeetingApprovalQuestion, ReturnedQuestion
from honours.orchestration.naming import PlaquesQuestion
from honours.orchestration.postings import NoticeClosedQuestion, PostingAgainQuestion, PostingQuestion
from honours.orchestration.review import ReferralsQuestion
from honours.orchestration.verification import VerificationReferralsQuestion
from honours.services import call, disbursement, publicity, stages
from honours.services.gates import run_gate
from honours.services.intake import take_in_all
from honours.services.notice import conclusion, meeting, posting
from honours.services.notice.certificates import certificate_list
from honours.services.notice.consultation import sending, waiting
from honours.services.notice.medals import make_medal_lists
from honours.services.notice.recommendation import make_recommendation
from honours.services.resemblance.comparing import compare_texts
from honours.services.review import opening, qualification, scoring, verification
from honours.services.review.assigning.drawing import assign_experts
from honours.services.review.assigning.open_reviews import recheck_open
from honours.services.review.conflicts import find_conflicts
from honours.services.review.reports.making import make_reports
from honours.services.studios.dossier.making import make_dossiers
from honours.services.studios.entering import enter_named
from honours.services.studios.plaques import plaque_list
from honours.storage.unit_of_work import UnitOfWork

RUN, TODAY = "replay", date(2026, 11, 24)


@dataclass(slots=True)
class Player:
    """Does what the five DAGs do for one cycle, in their order; keeps what people were asked."""

    part: Part
    work: UnitOfWork
    asked: dict[str, str] = field(default_factory=dict)

    @property
    def cycle(self) -> Cycle:
        return self.part.mailbox.cycle

    def play(self) -> None:
        self.call()
        self.review()
        self.notice()
        self.pay()

    def call(self) -> None:
        mailbox, season = self.part.mailbox, self.part.mailbox.sample.season
        self.work.settings.inbox.mkdir(parents=True, exist_ok=True)
        mailbox.send_before_call()
        self.take_in()
        number = self.part.answers.opening()["document_no"]
        call.open_cycle(call.OpenCycle(self.cycle, season.call_on, number, "operations", is_replay=True), self.work)
        call.produce_documents(self.cycle, season.call_on, self.work)
        mailbox.send_after_call()
        self.take_in()
        mailbox.send_nominations()
        self.take_in()
        mailbox.send_corrections()
        self.take_in()
        self.ask("ask_intake_closed", IntakeClosedQuestion())
        self.gate(Stage.CALL)
        publicity.judge(self.cycle, season.due_on, self.work)
        publicity.advance(self.cycle, season.due_on, RUN, self.work)
        self.gate(Stage.PUBLICITY)

    def review(self) -> None:
        on = self.planned("qualification_done")
        compare_texts(self.cycle, on, self.work)
        qualification.qualify(self.cycle, on, self.work)
        self.ask("ask_referrals", ReferralsQuestion())
        qualification.advance_qualified(self.cycle, on, RUN, self.work)
        examiners = examines_by(self.cycle.scheme)
        if examiners is Examiners.EXPERTS:
            find_conflicts(self.cycle, on, self.work)
            assign_experts(self.cycle, on, RUN, self.work)
            scoring.send_score_sheets(self.cycle, on, self.work)
            self.examine()
            opening.open_scores(self.cycle, self.planned(examiners.milestone), RUN, self.work)
        else:
            verification.send_verification_forms(self.cycle, on, self.work)
            self.examine()
            visited_on = self.planned(examiners.milestone)
            verification.judge_verification(self.cycle, visited_on, self.work)
            self.ask("ask_verification_referrals", VerificationReferralsQuestion())
            verification.advance_verified(self.cycle, visited_on, RUN, self.work)
        scoring.rank(self.cycle, self.planned(examiners.milestone), RUN, self.work)
        make_reports(self.cycle, self.planned(examiners.milestone), self.work)
        self.gate(Stage.REVIEW)

    def examine(self) -> None:
        self.send_examined()
        self.ask("ask_late_experts", LateExpertsQuestion())
        self.send_examined()
        if self.part.mailbox.send_examined_again():
            self.take_in()

    def send_examined(self) -> None:
        """Send until nobody else is asked, as the intake's recheck asks whoever takes over."""
        while self.part.mailbox.send_examined():
            self.take_in()
            recheck_open(TODAY, RUN, self.work)

    def notice(self) -> None:
        self.meet()
        posting.post_notice(self.cycle, self.work)
        self.part.mailbox.send_posting_proof()
        self.take_in()
        self.ask("ask_posted", PostingQuestion())
        if self.part.mailbox.send_notice_corrections():
            self.take_in()
            self.part.mailbox.send_posting_proof()
            self.take_in()
            self.ask("ask_posted_again", PostingAgainQuestion())
        self.part.mailbox.send_objections()
        self.part.mailbox.send_end_proof()
        self.take_in()
        self.consult()
        self.ask("ask_notice_closed", NoticeClosedQuestion())
        on = self.planned("awarded")
        conclusion.conclude(self.cycle, on, RUN, self.work)
        if self.cycle.scheme.names_studios:
            enter_named(self.cycle, on, self.part.mailbox.sample.numbers.decision, self.work)
            plaque_list(self.cycle, on, self.work)
            self.ask("ask_plaques", PlaquesQuestion())
        else:
            certificate_list(self.cycle, on, self.work)
            self.ask("ask_medals", MedalsQuestion())
            make_medal_lists(self.cycle, on, self.work)
            self.ask("ask_recommendation", RecommendationQuestion())
            make_recommendation(self.cycle, on, self.work)
        self.gate(Stage.NOTICE)

    def meet(self) -> None:
        """Meet, and meet again when the record was sent back, as a person does who clears the run."""
        on = self.planned("meeting_held")
        while True:
            self.ask("ask_returned", ReturnedQuestion())
            meeting.prepare_list(self.cycle, on, self.work)
            self.part.mailbox.send_minutes()
            self.take_in()
            self.ask("ask_meeting", MeetingQuestion())
            self.ask("ask_meeting_approval", MeetingApprovalQuestion())
            if meeting.open_meeting(self.cycle, self.work) is not None:
                break
        meeting.carry_out(self.cycle, on, RUN, self.work)

    def consult(self) -> None:
        if not sending.send_consultations(self.cycle, self.planned("notice_posted"), self.work):
            return
        self.part.mailbox.send_consultations()
        self.take_in()
        if self.part.mailbox.send_consultations_again():
            self.take_in()
        self.ask("ask_consultations_closed", ConsultationsClosedQuestion())
        waiting.close_consultations(self.cycle, self.planned("awarded"), self.work)
        self.ask("ask_consultation_rulings", ConsultationRulingsQuestion())

    def pay(self) -> None:
        on = self.planned("awarded")
        disbursement.plan_payments(self.cycle, on, RUN, self.work)
        self.gate(Stage.DISBURSEMENT)
        self.ask("ask_payment_approval", PaymentQuestion())
        disbursement.make_batch(self.cycle, on, RUN, self.work)
        self.part.mailbox.send_bank_files()
        self.take_in()
        disbursement.reconcile(None, self.planned("disbursed"), RUN, self.work)
        self.gate(Stage.DISBURSEMENT, "disbursement_archive")
        disbursement.conclude(self.cycle, self.planned("disbursed"), RUN, self.work)
        if self.cycle.scheme.names_studios:
            make_dossiers(self.cycle, self.planned("disbursed"), self.work)

    def take_in(self) -> None:
        take_in_all(self.work.settings.inbox, self.work)

    def ask(self, task_id: str, question: Question) -> None:
        body = question.body(self.cycle, TODAY, self.work)
        if body is None:
            return
        self.asked[task_id] = body
        filled = self.part.answers.fill(task_id)
        question.settle(self.cycle, Answer(filled.option, filled.fields, filled.login, TODAY, RUN), self.work)
        # These two are asked anew: one while entries are back, the other from the day after the answer.
        if filled.option not in question.returning and not isinstance(question, ReturnedQuestion | LateExpertsQuestion):
            assert question.carry_on(self.cycle, RUN, self.work) is not None

    def planned(self, milestone: str) -> date:
        return stages.planned_on(self.cycle, milestone, self.work)

    def gate(self, stage: Stage, suite: str | None = None) -> None:
        run_gate(self.cycle, stage, RUN, TODAY, self.work, suite=suite)
