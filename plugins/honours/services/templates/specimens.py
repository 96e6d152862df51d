"""One specimen of every Word document, from invented facts: each list has entries, names are as long as names get."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.documents import DocumentKind
from honours.domain.money import Money
from honours.services.documents.honouring import MedalList, ProvincialLetter, medal_list, provincial_letter
from honours.services.documents.letter import Colophon, Contact, Letterhead, ListedProject, Milestone
from honours.services.documents.naming import StudioCallNotice, naming_decision, naming_notice, studio_call_notice
from honours.services.documents.official import (
    CallNotice,
    Decision,
    PublicNotice,
    call_notice,
    decision,
    public_notice,
)
from honours.services.documents.reply import ObjectionReply, objection_reply
from honours.services.documents.wording import DocumentNo
from honours.services.templates.dossier_specimen import dossier
from honours.services.templates.report_specimen import report

Specimen = Callable[[Path], bytes]
"""Takes the folder ``templates`` and returns the filled document."""

_AWARDS, _STUDIOS = Cycle.parse("2025/achievement_award"), Cycle.parse("2025/model_worker_studio")
_NAMING = Cycle.parse("2024/model_worker_studio")
_ADDRESSEES = ("各市（县）区、经开区总工会", "各局（公司）、直属单位工会")
_ISSUED_ON, _POSTED_ON, _CLOSES_ON = date(2026, 4, 28), date(2026, 4, 14), date(2026, 4, 21)
_CONTACT = Contact("劳动和经济工作部", "张明", "0510-82700000", "chuangxin@example.invalid")
_TITLES = ("轴承磨削在线测量", "基于机器视觉的轴承外圈缺陷在线检测装置研制与应用", "高强度铝合金薄壁件加工变形控制")
_PEOPLE = ("李明", "欧阳建国", "王喆昇")
_UNITS = ("无锡某某厂", "无锡某某精密机械制造有限公司", "江苏某某能源科技发展有限公司无锡分公司")
_REGULATIONS = {
    Scheme.ACHIEVEMENT_AWARD: "无锡市职工创新成果奖励管理办法（试行）",
    Scheme.MODEL_WORKER_STUDIO: "无锡市劳模创新工作室管理办法（修订）",
}
_MEDAL = "无锡市五一劳动奖章"


def specimens() -> Mapping[DocumentKind, Specimen]:
    """Return the specimen of every Word document, by the kind after which its template is named."""
    return {
        DocumentKind.CALL_NOTICE: lambda templates: call_notice(_call(), templates),
        DocumentKind.STUDIO_CALL_NOTICE: lambda templates: studio_call_notice(_studio_call(), templates),
        DocumentKind.PUBLIC_NOTICE: lambda templates: public_notice(_notice(_AWARDS), templates),
        DocumentKind.NAMING_NOTICE: lambda templates: naming_notice(_notice(_NAMING), templates),
        DocumentKind.OBJECTION_REPLY: lambda templates: objection_reply(_reply(), templates),
        DocumentKind.DECISION: lambda templates: decision(_decision(_AWARDS), templates),
        DocumentKind.NAMING_DECISION: lambda templates: naming_decision(_decision(_NAMING), templates),
        DocumentKind.MEDAL_LIST: lambda templates: medal_list(_medals(), templates),
        DocumentKind.PROVINCIAL_LETTER: lambda templates: provincial_letter(_letter(), templates),
        DocumentKind.REVIEW_REPORT: report,
        DocumentKind.STUDIO_DOSSIER: dossier,
    }


def _head(cycle: Cycle, issued_on: date = _ISSUED_ON) -> Letterhead:
    return Letterhead(
        issuer="无锡市总工会",
        document_no=DocumentNo("锡工办发", 2026, 8),
        cycle=cycle,
        regulation=_REGULATIONS[cycle.scheme],
        issued_on=issued_on,
    )


def _colophon() -> Colophon:
    return Colophon(printed_by="无锡市总工会办公室", printed_on=_ISSUED_ON, copied_to=("江苏省总工会", "市委组织部"))


def _projects(cycle: Cycle) -> tuple[ListedProject, ...]:
    return tuple(
        ListedProject(
            category, cycle.nomination_no(category, "0101", number), _TITLES[place], _PEOPLE[place], _UNITS[place]
        )
        for category in cycle.categories
        for place, number in enumerate((3, 12, 104))
    )


def _call() -> CallNotice:
    return CallNotice(
        letterhead=_head(_AWARDS),
        colophon=_colophon(),
        addressees=_ADDRESSEES,
        quotas=tuple((category, 10) for category in _AWARDS.categories),
        posting_days=5,
        milestones=_milestones(),
        recommendation_due_on=date(2026, 1, 15),
        submission="劳动和经济工作部",
        contact=_CONTACT,
        attachments=("推荐申报工作簿", "基层公示情况说明"),
    )


def _studio_call() -> StudioCallNotice:
    return StudioCallNotice(
        letterhead=_head(_STUDIOS),
        colophon=_colophon(),
        addressees=_ADDRESSEES,
        subsidies={category: Money(20000) for category in _STUDIOS.categories},
        milestones=_milestones(),
        recommendation_due_on=date(2026, 1, 15),
        submission="劳动和经济工作部",
        contact=_CONTACT,
        attachments=("推荐申报工作簿",),
    )


def _milestones() -> tuple[Milestone, ...]:
    return (
        Milestone("基层单位公示", date(2026, 1, 5), "为期5天"),
        Milestone("推荐材料报送截止", date(2026, 1, 15), "以收到为准"),
        Milestone("公布结果", _ISSUED_ON),
    )


def _notice(cycle: Cycle) -> PublicNotice:
    return PublicNotice(
        letterhead=_head(cycle, _POSTED_ON),
        projects=_projects(cycle),
        posted_on=_POSTED_ON,
        closes_on=_CLOSES_ON,
        counted_on=tuple(date(2026, 4, day) for day in (15, 16, 17, 20, 21)),
        skipped=((date(2026, 4, 18), "周六"), (date(2026, 4, 19), "周日")),
        is_posting_day_counted=False,
        channels=(("联系电话", "0510-82700000"), ("电子邮箱", "jiancha@example.invalid")),
        occasion="前次公示内容有误，以本公示为准，公示期重新计算。",
    )


def _reply() -> ObjectionReply:
    return ObjectionReply(
        cycle=_AWARDS,
        issuer="无锡市总工会",
        regulation=_REGULATIONS[_AWARDS.scheme],
        department="无锡市总工会机关党委（纪委）",
        phone="0510-82700000",
        objection_no="YY-2025-001",
        addressee=_PEOPLE[1],
        received_on=_POSTED_ON,
        nomination_no=_AWARDS.nomination_no(Category.GOLDEN_IDEA, "0101", 3),
        title=_TITLES[1],
        ground="第五条",
        remedy="取消该项",
        finding="查阅应用证明和项目验收材料，该成果已应用满两年。",
        is_upheld=False,
        effect="不影响所涉一项按程序办理。",
        closed_on=_CLOSES_ON,
        issued_on=_CLOSES_ON,
    )


def _decision(cycle: Cycle) -> Decision:
    amounts: dict[Category, Money] = {category: Money("5000.00") for category in cycle.categories}
    return Decision(
        letterhead=_head(cycle),
        colophon=_colophon(),
        addressees=_ADDRESSEES,
        projects=_projects(cycle),
        prizes=amounts,
        notice_closed_on=_CLOSES_ON,
        medal=_MEDAL,
    )


def _medals() -> MedalList:
    return MedalList(letterhead=_head(_AWARDS), medal=_MEDAL, holders=_projects(_AWARDS))


def _letter() -> ProvincialLetter:
    golden = Category.GOLDEN_IDEA
    return ProvincialLetter(
        letterhead=_head(_AWARDS),
        addressee="江苏省总工会",
        projects=tuple(one for one in _projects(_AWARDS) if one.category is not golden),
        contact=_CONTACT,
    )
