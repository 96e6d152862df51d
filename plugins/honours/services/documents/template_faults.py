"""What can be wrong with a Word template, told with its place: the file, the part, the paragraph or cell, its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from honours.domain.errors import EnvironmentFault

_LONGEST_EXCERPT = 24


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a template: body, header or footer, then the paragraph or cell, and its text."""

    part: str
    where: str
    text: str

    def __str__(self) -> str:
        shown = self.text if len(self.text) <= _LONGEST_EXCERPT else f"{self.text[:_LONGEST_EXCERPT]}…"
        return f"{self.part}{self.where}（“{shown}”）"


class TemplateFault(EnvironmentFault):
    """A template that cannot be used; carries its file name, the place where that is known, and the other faults."""

    def __init__(self, template: str, place: Place | None, says: str) -> None:
        self.template = template
        self.place = place
        self.others: tuple[TemplateFault, ...] = ()
        super().__init__(says)


class TemplateFieldMissing(TemplateFault):
    """The template asks for a field that it is not given; carries the field and given ones with a name like it."""

    def __init__(self, template: str, field: str, place: Place | None = None, near: Sequence[str] = ()) -> None:
        self.field = field
        self.near = tuple(near)
        like = f"系统提供的相近名称：{'、'.join(near)}。" if near else ""
        super().__init__(
            template,
            place,
            f"模板“{template}”{place or ''}要求填写“{field}”，但系统没有提供该内容。{like}"
            f"请在模板中改正或删去 {{{{ {field} }}}} 后重试。",
        )


class TemplateFieldUnknown(TemplateFault):
    """A given field has no place in the template; carries the field, where its neighbours stand, and who they are.

    ``written`` is how the template would write the field there.
    """

    def __init__(
        self,
        template: str,
        field: str,
        place: Place | None = None,
        near: Sequence[str] = (),
        written: str | None = None,
    ) -> None:
        self.field = field
        self.near = tuple(near)
        beside = f"它属于{place}处，那里已有：{'、'.join(near)}。" if place and near else ""
        if place and not near:
            beside = f"它属于{place}处。"
        if near and not place:
            beside = f"模板中相近的名称：{'、'.join(near)}。"
        super().__init__(
            template,
            place,
            f"模板“{template}”中没有“{field}”的位置，该内容会从文书中丢失。{beside}"
            f"请在模板中补上 {{{{ {written or field} }}}} 后重试。",
        )


class TemplateBroken(TemplateFault):
    """The template cannot be opened or its marks do not fit together; carries the reason."""

    def __init__(self, template: str, reason: str, place: Place | None = None) -> None:
        self.reason = reason
        super().__init__(
            template,
            place,
            f"模板“{template}”{place or ''}无法使用：{reason}。"
            "请在 Word 中核对 {% … %} 与 {{ … }} 是否成对，或换回原模板。",
        )
