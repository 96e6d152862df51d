"""One believable set of facts for each document, shared by the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from honours.domain.cycle import Category, Cycle
from honours.domain.money import Money
from honours.services.documents.letter import Colophon, Contact, Letterhead, ListedProject, Milestone
from honours.services.documents.naming import StudioCallNotice
from honours.services.documents.official import CallNotice, Decision, PublicNotice
from honours.services.documents.wording import DocumentNo

CYCLE = Cycle.parse("2025/achievement_award")
ADDRESSEES = ("各市（县）区、经开区总工会", "各局（公司）、直属单位工会")
COLOPHON = Colophon(printed_by="无锡市总工会办公室", printed_on=date(2025, 3, 4), copied_to=("江苏省总工会",))
PRIZES = dict(zip(CYCLE.categories, (Money(5000), Money(3000), Money(3000), Money("2000.50")), strict=True))


def letterhead(issued_on: date = date(2025, 3, 3), issuer: str = "无锡市总工会") -> Letterhead:
    return Letterhead(
        issuer=issuer,
        document_no=DocumentNo.parse("锡工办发〔2025〕5号"),
        cycle=CYCLE,
        regulation="无锡市职工创新成果奖励管理办法（试行）",
        issued_on=issued_on,
    )


def project(number: int, category: Category = Category.TECH_ACHIEVEMENT, person: str = "李明") -> ListedProject:
    return ListedProject(
        category, f"2025-{CYCLE.letters(category)}-{number:04d}", f"项目{number}", person, "无锡某某厂"
    )


def a_call_notice(
    head: Letterhead | None = None,
    colophon: Colophon = COLOPHON,
    attachments: tuple[str, ...] = ("推荐申报工作簿", "基层公示情况说明"),
) -> CallNotice:
    return CallNotice(
        letterhead=head or letterhead(),
        colophon=colophon,
        addressees=ADDRESSEES,
        quotas=tuple((category, 10) for category in CYCLE.categories),
        posting_days=5,
        milestones=(
            Milestone("基层公示开始", date(2025, 3, 24)),
            Milestone("推荐上报截止", date(2025, 4, 7), "以收到为准"),
        ),
        recommendation_due_on=date(2025, 4, 7),
        submission="劳动和经济工作部",
        contact=Contact("劳动和经济工作部", "张明", "0510-82700000", "ldjj@example.org"),
        attachments=attachments,
    )


def a_public_notice(projects: tuple[ListedProject, ...], *, counts_posting_day: bool = False) -> PublicNotice:
    return PublicNotice(
        letterhead=letterhead(date(2025, 9, 26)),
        projects=projects,
        posted_on=date(2025, 9, 26),
        closes_on=date(2025, 10, 10),
        counted_on=tuple(date(2025, month, day) for month, day in ((9, 28), (9, 29), (9, 30), (10, 9), (10, 10))),
        skipped=((date(2025, 9, 27), "周六"), *((date(2025, 10, day), "国庆节、中秋节") for day in range(1, 9))),
        is_posting_day_counted=counts_posting_day,
        channels=(("联系电话", "0510-82700000"),),
    )


def a_decision(projects: tuple[ListedProject, ...], prizes: dict[Category, Money] | None = None) -> Decision:
    return Decision(
        letterhead=letterhead(date(2025, 4, 28)),
        colophon=COLOPHON,
        addressees=ADDRESSEES,
        projects=projects,
        prizes=PRIZES if prizes is None else prizes,
        notice_closed_on=date(2025, 4, 25),
        medal="无锡市五一劳动奖章",
    )


STUDIO_CYCLES = (Cycle.parse("2024/model_worker_studio"), Cycle.parse("2025/employee_studio"))
SUBSIDIES = {Category.STANDARD: Money(20000), Category.DEMONSTRATION: Money(40000)}


def a_studio(cycle: Cycle, number: int, category: Category = Category.STANDARD) -> ListedProject:
    return ListedProject(category, cycle.nomination_no(category, "0101", number), f"工作室{number}", "李明", "无锡某厂")


def a_studio_call_notice(cycle: Cycle) -> StudioCallNotice:
    return StudioCallNotice(
        letterhead=replace(letterhead(), cycle=cycle),
        colophon=COLOPHON,
        addressees=ADDRESSEES,
        subsidies=SUBSIDIES,
        milestones=(Milestone("推荐材料报送截止", date(2025, 4, 7)),),
        recommendation_due_on=date(2025, 4, 7),
        submission="劳动和经济工作部",
        contact=Contact("劳动和经济工作部", "张明", "0510-82700000", "ldjj@example.org"),
        attachments=("推荐申报表",),
    )


def a_naming_notice(cycle: Cycle) -> PublicNotice:
    return PublicNotice(
        letterhead=replace(letterhead(), cycle=cycle),
        projects=tuple(a_studio(cycle, 1, category) for category in cycle.categories),
        posted_on=date(2025, 9, 1),
        closes_on=date(2025, 9, 8),
        counted_on=tuple(date(2025, 9, day) for day in (2, 3, 4, 5, 8)),
        skipped=((date(2025, 9, 6), "周六"), (date(2025, 9, 7), "周日")),
        is_posting_day_counted=False,
        channels=(("联系电话", "0510-82700000"),),
    )


def a_naming_decision(cycle: Cycle) -> Decision:
    return Decision(
        letterhead=replace(letterhead(), cycle=cycle),
        colophon=COLOPHON,
        addressees=ADDRESSEES,
        projects=tuple(a_studio(cycle, place, category) for place, category in enumerate(cycle.categories, 1)),
        prizes=SUBSIDIES,
        notice_closed_on=date(2025, 9, 8),
        medal="无锡市五一劳动奖章",
    )
