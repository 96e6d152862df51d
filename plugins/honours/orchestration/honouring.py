"""The steps that only awards have after their announcement (award/13, /15): certificates, medals, the province."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from airflow.sdk import Param
from airflow.sdk.exceptions import AirflowSkipException

from honours.domain.cycle import Cycle
from honours.orchestration.forms import confirm_in, note_in, numbers_in, reasons_in, text_in
from honours.orchestration.human import Answer, Question, text_field, tick_field
from honours.orchestration.steps import step

if TYPE_CHECKING:
    from honours.storage.unit_of_work import UnitOfWork


@step(
    "生成证书制作清单",
    "为获奖项目生成证书制作清单（Excel），交印制单位，放入待发文件夹。重复执行不会多出一版；补充公布的项目会进入新的一版。"
    "只用于成果奖；命名工作室的周期显示“已跳过”。",
    "award/13",
)
def make_certificates(cycle: str) -> int:
    """Return how many certificates the list orders; skip the step in a cycle that gives no awards."""
    this = Cycle.parse(cycle)
    if this.scheme.names_studios:
        raise AirflowSkipException(f"{this.scheme.label}不颁发获奖证书，本步骤不需要办理。")

    from honours import wiring
    from honours.orchestration.days import bears
    from honours.services.notice import certificates

    work = wiring.unit_of_work()
    return certificates.certificate_list(this, bears(this, "awarded", work), work)


class MedalsQuestion(Question):
    """Of whom the medal is withheld; the text says 原则上, so a person decides."""

    name = "确定奖章人选"
    says = (
        "获奖项目的第一完成人（发明人、建议人）符合条件的，原则上授予奖章，由人逐项核定。不授予的，把编号和理由每行一条写入表单；"
        "其余打开“其余均授予”的开关。补充公布的项目会再次询问，已经核定的不再询问。"
    )
    articles = ("award/13",)
    options = ("提交奖章人选",)

    @staticmethod
    def params() -> dict[str, Param]:
        """Return the fields of the form."""
        return {
            "withheld": text_field("不授予奖章的编号及理由", "每行一条：编号 理由", multiline=True),
            "others_granted": tick_field("其余均授予（必须打开开关）"),
        }

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return what was decided once every awarded entry has its word; None while one is open."""
        from honours.services.notice.medals import medals_decided, medals_open

        decided = medals_decided(cycle, work)
        if not decided.decisions or medals_open(cycle, work):
            return None
        return f"已核定：授予{len(decided.granted)}人，不授予{len(decided.withheld)}人"

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return the entries that are open; None when nothing is awarded."""
        from honours.services.notice.medals import medals_markdown, medals_open

        return medals_markdown(cycle, work) if medals_open(cycle, work) else None

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Check and keep the answer."""
        from honours.orchestration.days import bears
        from honours.services.notice.medals import DecideMedals, decide_medals

        withheld = reasons_in(answer.form, "withheld", "不授予奖章的编号及理由")
        confirm_in(answer.form, "others_granted", "其余均授予")
        command = DecideMedals(
            cycle=cycle,
            decided_on=bears(cycle, "awarded", work),
            decided_by=answer.given_by,
            withheld=withheld,
            run_id=answer.run_id,
        )
        return f"{answer.given_by}核定：授予{decide_medals(command, work)}人，不授予{len(withheld)}人"


@step(
    "生成奖章名单",
    "按核定的人选生成奖章授予名单（Word）和奖章制作清单（Excel），放入待发文件夹。没有人选时不生成。",
    "award/13",
)
def make_medal_lists(cycle: str) -> int:
    """Return how many medals the lists order."""
    from honours import wiring
    from honours.orchestration.days import bears
    from honours.services.notice import medals

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    return medals.make_medal_lists(this, bears(this, "awarded", work), work)


class RecommendationQuestion(Question):
    """Whom the federation recommends to the province, and in which order."""

    name = "选定省级推荐项目"
    says = (
        "从获奖的科技创新成果、先进操作法、发明专利中择优推荐到省级评选，十佳金点子不在推荐范围。把推荐项目的编号按推荐次序"
        "每行一个写入表单，并填推荐函的文号；本年度不推荐的，打开“本年度不推荐”的开关。提交后内容不可更改。"
    )
    articles = ("award/15",)
    options = ("提交推荐项目",)

    @staticmethod
    def params() -> dict[str, Param]:
        """Return the fields of the form."""
        return {
            "recommended": text_field("推荐项目的编号", "按推荐次序，每行一个", multiline=True),
            "document_no": text_field("推荐函文号（有推荐项目的必填）", "例如 锡工办发〔2026〕9号"),
            "is_nobody": tick_field("本年度不推荐"),
        }

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return what was decided, when somebody did."""
        from honours.services.decisions import DecisionKind, find_decision

        found = find_decision(cycle, DecisionKind.PROVINCIAL_RECOMMENDATION, work)
        return f"{found.decided_by}已选定{len(found.answer['recommended'])}项" if found else None

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return what may be recommended; None when there is nothing."""
        from honours.services.notice.recommendation import recommendable_markdown

        return recommendable_markdown(cycle, work)

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Check and keep the answer."""
        from honours.orchestration.days import bears
        from honours.services.notice.recommendation import Recommend, recommend

        numbers = numbers_in(answer.form, "recommended", "推荐项目的编号")
        read = text_in if numbers else note_in
        command = Recommend(
            cycle=cycle,
            decided_on=bears(cycle, "awarded", work),
            decided_by=answer.given_by,
            nomination_nos=numbers,
            is_nobody=answer.form.get("is_nobody") is True,
            document_no=read(answer.form, "document_no", "推荐函文号"),
            run_id=answer.run_id,
        )
        count = recommend(command, work)
        return f"{answer.given_by}选定推荐{count}项" if count else f"{answer.given_by}确认本年度不推荐"


@step(
    "生成省级推荐文件",
    "按选定的项目和次序生成推荐函（Word）和推荐清单（Excel），放入待发文件夹。本年度不推荐的不生成。",
    "award/15",
)
def make_recommendation(cycle: str) -> int:
    """Return how many entries are recommended."""
    from honours import wiring
    from honours.orchestration.days import bears
    from honours.services.notice import recommendation

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    return recommendation.make_recommendation(this, bears(this, "awarded", work), work)
