"""The questions on a public notice after it is made: posted where and when, over or not, and who moves up.

They rest on award/12, model-studio/9 and employee-studio/6.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from airflow.sdk import Param

from honours.domain.cycle import Cycle
from honours.domain.notices import ProofSide
from honours.orchestration.confirmation import Confirmation
from honours.orchestration.forms import confirm_in, day_in, file_names_in, note_in, numbers_in, text_in
from honours.orchestration.human import Answer, Question, day_field, text_field

if TYPE_CHECKING:
    from honours.services.notice.notices import Notice
    from honours.services.notice.proofs import PostingNoted
    from honours.storage.unit_of_work import UnitOfWork

_ARTICLES = ("award/12", "model-studio/9", "employee-studio/6")
_FILES = "每行一个；照片或截图先放入收件文件夹，文件名见正文"
_AGAIN = "请在本次运行中清除“登记重新公示张贴”（ask_posted_again）及其下游步骤，重新办理"


def _proof_fields(what: str) -> dict[str, Param]:
    return {
        "address": text_field(f"{what}地址（必填）", "网址，或张贴的地点"),
        "file_names": text_field(f"{what}证明的文件名（必填）", _FILES, multiline=True),
    }


def _proof(cycle: Cycle, notice: Notice, side: ProofSide, on: date, answer: Answer) -> PostingNoted:
    from honours.services.notice.proofs import PostingNoted

    return PostingNoted(
        cycle=cycle,
        notice_no=notice.notice_no,
        side=side,
        shown_on=on,
        address=text_in(answer.form, "address", "地址"),
        file_names=file_names_in(answer.form, "file_names", "证明的文件名"),
        noted_by=answer.given_by,
        noted_on=answer.given_on,
        run_id=answer.run_id,
    )


class PostingQuestion(Question):
    """Where and on which day the notice that is being dealt with was really posted."""

    name = "登记公示张贴"
    says = (
        "公示文件张贴、网页发布之后，由经办人登记实际张贴的日期、网址或地点和照片（截图）文件名。公示期自实际张贴之日起算；"
        "与拟定日期不同的，公示文件按实际日期重新生成。登记过的自动通过。"
    )
    articles = _ARTICLES
    options = ("登记张贴",)

    @staticmethod
    def params() -> dict[str, Param]:
        """Return the fields of the form."""
        return {"posted_on": day_field("实际张贴日期（必填）"), **_proof_fields("张贴")}

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return on which day the notice was posted, when somebody has noted it."""
        from honours.services.notice.notices import current_notice

        notice = current_notice(cycle, work)
        if not notice.has_start_proof and not notice.is_confirmed:
            return None
        return f"{notice.label}公示于{notice.window.posted_on}张贴，{notice.window.closes_on}期满"

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return which notice it is, its days, and how the files have to be called."""
        from honours.services.notice.notices import current_notice

        notice = current_notice(cycle, work)
        window = notice.window
        why = f"\n\n{notice.reason}" if notice.reason else ""
        return (
            f"{cycle.label}{notice.label}公示，文号{notice.document_no}。拟定{window.posted_on}张贴，"
            f"{window.closes_on} 24时期满（{window.window.label}）。公示文件和网页在待发文件夹 notice 中。{why}\n\n"
            f"张贴后请拍照或截图，命名为“{notice.proof_name(ProofSide.START)}-说明.png”（也可以是 jpg、pdf），"
            "放入收件文件夹，收下后再填写本表。"
        )

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Note the posting and count the window from its day."""
        from honours.services import stages
        from honours.services.notice.notices import current_notice
        from honours.services.notice.proofs import note_posting

        posted_on = day_in(answer.form, "posted_on", "实际张贴日期")
        notice = current_notice(cycle, work)
        window = note_posting(_proof(cycle, notice, ProofSide.START, posted_on, answer), work)
        stages.reach(cycle, "notice_posted", window.posted_on, work)
        return f"{answer.given_by}登记：{notice.label}公示于{window.posted_on}张贴，{window.closes_on}期满"


class PostingAgainQuestion(PostingQuestion):
    """The same of a notice that took the place of another while its window ran, or of a reserve's."""

    name = "登记重新公示张贴"
    says = (
        "公示期间内容有更正而重新公示的，或有递补公示的，登记新公示实际张贴的日期、网址或地点和照片（截图）文件名，"
        "公示期重新计算。没有重新公示的自动通过。"
    )


class NoticeClosedQuestion(Confirmation):
    """Whether the notice hung until its end and every objection is in the books, before anybody is honoured."""

    name = "确认公示期满"
    says = (
        "公示期满后登记期满时公示仍在的证明，并核对公示期内收到的异议是否都已登记：正文列出已登记的异议。还有没登记的，"
        "先把异议登记表放入收件文件夹，待“收件”流程收下后再提交。"
        "提交之后：无异议或异议不成立的授奖（命名），异议成立的不予授奖（命名），尚未办结的暂缓。"
    )
    articles = ("award/12", "award/13", "model-studio/9", "employee-studio/6")
    options = ("确认公示期满",)
    decision = "notice_closed"
    tick = "公示期内收到的异议都已登记"

    @classmethod
    def params(cls) -> dict[str, Param]:
        """Return the fields of the form."""
        return {"seen_on": day_field("期满查看日期（必填）"), **_proof_fields("期满"), **super().params()}

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return who confirmed the end of every notice, when somebody did."""
        from honours.services.decisions import DecisionKind, find_decision
        from honours.services.notice.notices import current_notice

        number = current_notice(cycle, work).notice_no
        found = find_decision(cycle, DecisionKind.NOTICE_CLOSED, work, decision_no=number)
        return f"{found.decided_by}已于{found.decided_on}确认第{number}号公示期满" if found else None

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return the objections that are in the books, and how the file of the proof has to be called."""
        from honours.services.notice import register
        from honours.services.notice.notices import current_notice

        notice = current_notice(cycle, work)
        asked = (
            f"期满证明命名为“{notice.proof_name(ProofSide.END)}-说明.png”（也可以是 jpg、pdf），"
            "放入收件文件夹，收下后再填写本表。"
        )
        missing = "" if notice.has_start_proof else f"\n\n**{notice.label}公示还没有登记张贴。**{_AGAIN}。"
        proofs = register.proofs_markdown(notice, work)
        return f"{register.objections_markdown(cycle, work)}\n\n{proofs}\n\n{asked}{missing}"

    def decided_on(self, cycle: Cycle, work: UnitOfWork) -> date:
        """Return the day on which the awards are made known."""
        from honours.orchestration.days import bears

        return bears(cycle, "awarded", work)

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Note the proof of the end and keep the confirmation under the number of its notice."""
        from honours.services.decisions import Decision, DecisionKind, record_decision
        from honours.services.notice.conclusion import NoticeStillOpen
        from honours.services.notice.notices import current_notice
        from honours.services.notice.proofs import ProofRefused, note_posting

        confirm_in(answer.form, "is_checked", self.tick)
        note = note_in(answer.form, "note", "说明")
        seen_on = day_in(answer.form, "seen_on", "期满查看日期")
        notice = current_notice(cycle, work)
        if not notice.has_start_proof:
            raise ProofRefused([f"{notice.label}公示还没有登记张贴，{_AGAIN}"])
        if answer.given_on <= notice.window.closes_on:
            raise NoticeStillOpen(notice.window.closes_on, answer.given_on)
        note_posting(_proof(cycle, notice, ProofSide.END, seen_on, answer), work)
        decided = Decision(
            cycle=cycle,
            kind=DecisionKind.NOTICE_CLOSED,
            decided_on=self.decided_on(cycle, work),
            decided_by=answer.given_by,
            answer={"note": note},
            run_id=answer.run_id,
            decision_no=notice.notice_no,
        )
        record_decision(decided, work)
        return f"{answer.given_by}{self.options[0]}"


class ReserveQuestion(Question):
    """Who takes the place of an entry that was removed while it was on notice."""

    name = "办理递补"
    says = (
        "公示期间有项目被取消、而本市办法允许递补时，由经办人按主席会议的意见办理：名次在后的第一项递补，名次并列而名额不够的由会议确定，"
        "也可以不递补。递补的项目另行公示，单独计算公示期，不影响其他项目。没有可递补的自动通过。"
    )
    articles = ("award/11", *_ARTICLES)
    options = ("提交递补", "本次不递补")

    @staticmethod
    def params() -> dict[str, Param]:
        """Return the fields of the form."""
        return {
            "chosen": text_field("名次并列的，选定递补的编号", "每行一个；没有并列的不填", multiline=True),
            "minutes_no": text_field("会议纪要编号（必填）"),
            "notice_document_no": text_field("递补公示文号（递补的必填）", "例如 锡工办发〔2026〕9号"),
            "notice_posted_on": day_field("递补公示起始日（递补的必填）"),
        }

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return what was decided on the reserves, after carrying it out once more; None while a place is open."""
        from honours.orchestration.days import bears
        from honours.services.notice.reserve import carried_out, vacancies

        found = carried_out(cycle, work)
        if found is None or vacancies(cycle, bears(cycle, "awarded", work), work):
            return None
        moved = "、".join(found.answer["moved"]) or "无"
        return f"{found.decided_by}已于{found.decided_on}办理递补：{moved}"

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return the open places and who could take them; None when nobody moves up."""
        from honours.orchestration.days import bears
        from honours.services.notice.reserve import vacancies, vacancies_markdown

        found = vacancies(cycle, bears(cycle, "awarded", work), work)
        return vacancies_markdown(cycle, found) if found else None

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Keep the decision, move the reserves up and make their notice."""
        from honours.orchestration.days import bears
        from honours.services.notice.reserve import MoveUp, move_up

        is_filled = answer.option == self.options[0]
        on = bears(cycle, "awarded", work)
        command = MoveUp(
            cycle=cycle,
            is_filled=is_filled,
            chosen=numbers_in(answer.form, "chosen", "选定递补的编号"),
            minutes_no=text_in(answer.form, "minutes_no", "会议纪要编号"),
            document_no=text_in(answer.form, "notice_document_no", "递补公示文号") if is_filled else "",
            planned_on=day_in(answer.form, "notice_posted_on", "递补公示起始日") if is_filled else on,
            decided_by=answer.given_by,
            decided_on=on,
            run_id=answer.run_id,
        )
        moved = move_up(command, work)
        return f"{answer.given_by}办理递补：{moved}项另行公示" if is_filled else f"{answer.given_by}决定本次不递补"
