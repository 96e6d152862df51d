"""What articles ask for, what may carry them out, and what has become of them: the closed lists of the register."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What an article asks for."""

    RULE = "rule"
    STEP = "step"
    DOCUMENT = "document"
    RECORD = "record"
    MONEY = "money"
    GUIDANCE = "guidance"

    @property
    def label(self) -> str:
        """The kind in Chinese."""
        return _KINDS[self]


_KINDS = {
    Kind.RULE: "条件",
    Kind.STEP: "程序",
    Kind.DOCUMENT: "材料",
    Kind.RECORD: "台账",
    Kind.MONEY: "资金",
    Kind.GUIDANCE: "指导",
}


class LinkKind(StrEnum):
    """The kinds of things in the software that may carry an article out, in the order in which they are listed."""

    RULE = "rule"
    TASK = "task"
    EXPECTATION = "expectation"
    MOVE = "move"
    DOCUMENT = "document"
    TABLE = "table"
    FIELD = "field"
    VALUE = "value"
    MILESTONE = "milestone"

    @property
    def label(self) -> str:
        """The kind in Chinese."""
        return _LINK_KINDS[self]

    @property
    def acts(self) -> bool:
        """Whether such a thing does something by itself; the others are what it is done with."""
        return self in (LinkKind.RULE, LinkKind.TASK, LinkKind.EXPECTATION, LinkKind.DOCUMENT)


_LINK_KINDS = {
    LinkKind.RULE: "审查规则",
    LinkKind.TASK: "办理步骤",
    LinkKind.EXPECTATION: "闸口拦截",
    LinkKind.MOVE: "状态变更",
    LinkKind.DOCUMENT: "文书表册",
    LinkKind.TABLE: "台账记录",
    LinkKind.FIELD: "填报栏目",
    LinkKind.VALUE: "规定数值",
    LinkKind.MILESTONE: "全年节点",
}


class Standing(StrEnum):
    """What has become of an article."""

    CARRIED_OUT = "carried_out"
    PARTLY = "partly"
    AWAITED = "awaited"
    NOT_NEEDED = "not_needed"

    @property
    def label(self) -> str:
        """The standing in Chinese."""
        return _STANDINGS[self]


_STANDINGS = {
    Standing.CARRIED_OUT: "系统办理",
    Standing.PARTLY: "部分办理",
    Standing.AWAITED: "尚未实现",
    Standing.NOT_NEEDED: "无需系统办理",
}
