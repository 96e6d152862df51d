"""The documents that the office sends out or files: what each is called and which articles it serves."""

from __future__ import annotations

from enum import StrEnum


class DocumentKind(StrEnum):
    """One kind of document; where it is made from a Word template, the template bears the same name."""

    CALL_NOTICE = "call_notice"
    STUDIO_CALL_NOTICE = "studio_call_notice"
    NOMINATION_WORKBOOK = "nomination_workbook"
    SIMILAR_TEXTS = "similar_texts"
    CONFLICT_LIST = "conflict_list"
    ASSIGNMENT = "assignment"
    SCORE_SHEET = "score_sheet"
    BLIND_KEY = "blind_key"
    VERIFICATION_FORM = "verification_form"
    REVIEW_STATISTICS = "review_statistics"
    REVIEW_REPORT = "review_report"
    MEETING_LIST = "meeting_list"
    PUBLIC_NOTICE = "public_notice"
    CONSULTATION_FORM = "consultation_form"
    CONSULTATION_LIST = "consultation_list"
    NAMING_NOTICE = "naming_notice"
    NOTICE_PAGE = "notice_page"
    OBJECTION_REPLY = "objection_reply"
    SUPERVISION_LIST = "supervision_list"
    DECISION = "decision"
    NAMING_DECISION = "naming_decision"
    CERTIFICATE_LIST = "certificate_list"
    MEDAL_LIST = "medal_list"
    MEDAL_ORDER = "medal_order"
    PROVINCIAL_LETTER = "provincial_letter"
    PROVINCIAL_LIST = "provincial_list"
    PLAQUE_LIST = "plaque_list"
    STUDIO_DOSSIER = "studio_dossier"
    PAYMENT_LIST = "payment_list"
    PAYMENT_BATCH = "payment_batch"
    RECONCILIATION_REPORT = "reconciliation_report"
    GATE_LIST = "gate_list"
    WINDOW_CHANGES = "window_changes"

    @property
    def label(self) -> str:
        """The Chinese name shown to people."""
        return _SERVES[self][0]

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that ask for the document; none for a list of the house's own."""
        return _SERVES[self][1:]


_D = DocumentKind
_SERVES: dict[DocumentKind, tuple[str, ...]] = {
    _D.CALL_NOTICE: ("申报通知", "award/9", "award/10"),
    _D.STUDIO_CALL_NOTICE: (
        "申报命名通知",
        "model-studio/9",
        "model-studio/11",
        "employee-studio/6",
        "employee-studio/7",
    ),
    _D.NOMINATION_WORKBOOK: ("申报工作簿", "award/10", "model-studio/9", "employee-studio/6"),
    _D.SIMILAR_TEXTS: ("相似申报对照表", "award/17", "model-studio/15.3", "employee-studio/9"),
    _D.CONFLICT_LIST: ("回避关系清单", "award/11", "employee-studio/6"),
    _D.ASSIGNMENT: ("评审分工表", "award/11", "employee-studio/6"),
    _D.SCORE_SHEET: ("专家评分表", "award/11", "employee-studio/6"),
    _D.BLIND_KEY: ("盲审编号对照表", "award/11", "employee-studio/6"),
    _D.VERIFICATION_FORM: ("现场核实表", "model-studio/12"),
    _D.REVIEW_STATISTICS: ("评审统计表", "award/11", "employee-studio/6"),
    _D.REVIEW_REPORT: ("评审报告", "award/11", "employee-studio/6"),
    _D.MEETING_LIST: ("提交主席会议的名单", "award/11", "model-studio/12", "employee-studio/6"),
    _D.PUBLIC_NOTICE: ("社会公示文件", "award/12"),
    _D.CONSULTATION_FORM: ("行业咨询表", "award/12"),
    _D.CONSULTATION_LIST: ("行业咨询专家抽取名单", "award/12"),
    _D.NAMING_NOTICE: ("拟命名公示文件", "model-studio/9", "employee-studio/6"),
    _D.NOTICE_PAGE: ("公示网页", "award/12", "model-studio/9", "employee-studio/6"),
    _D.OBJECTION_REPLY: ("异议答复", "award/12", "award/17", "model-studio/9", "employee-studio/6"),
    _D.SUPERVISION_LIST: ("转监督核查的异议清单", "award/17", "model-studio/15.3", "employee-studio/9"),
    _D.DECISION: ("表扬决定", "award/13", "award/14"),
    _D.NAMING_DECISION: (
        "命名决定",
        "model-studio/9",
        "model-studio/20",
        "employee-studio/6",
        "employee-studio/12",
    ),
    _D.CERTIFICATE_LIST: ("获奖证书制作清单", "award/13"),
    _D.MEDAL_LIST: ("奖章授予名单", "award/13"),
    _D.MEDAL_ORDER: ("奖章制作清单", "award/13"),
    _D.PROVINCIAL_LETTER: ("省级评选推荐函", "award/15"),
    _D.PROVINCIAL_LIST: ("省级评选推荐清单", "award/15"),
    _D.PLAQUE_LIST: ("牌匾制作清单", "model-studio/9", "employee-studio/6"),
    _D.STUDIO_DOSSIER: ("工作室年度档案", "model-studio/14", "employee-studio/8"),
    _D.PAYMENT_LIST: ("待复核付款清单", "award/14", "award/18", "model-studio/20", "employee-studio/12"),
    _D.PAYMENT_BATCH: ("批量付款文件", "award/18", "model-studio/20", "employee-studio/12"),
    _D.RECONCILIATION_REPORT: ("资金对账表", "award/18"),
    _D.GATE_LIST: ("质量闸口未通过清单",),
    _D.WINDOW_CHANGES: ("期限变动清单", "award/10", "award/12", "model-studio/9", "employee-studio/6"),
}
