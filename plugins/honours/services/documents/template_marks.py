"""The marks of a Word template, ``{{ … }}`` and ``{% … %}``, each with the place at which office staff find it.

A mark is read from the text of its paragraph, however Word has cut the text into pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from honours.services.documents.template_faults import Place

_MARK = re.compile(r"\{\{(?P<field>.*?)\}\}|\{%(?P<tag>.*?)%\}|\{#.*?#\}")
_LEVEL = re.compile(r"(?P<level>tr|tc|p|r)\s+(?P<rest>.*)")
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|｛｛|｝｝|｛[%％]|[%％]｝|\{％|％\}")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_PARAGRAPH, _TEXT, _TAB, _BREAK = qn("w:p"), qn("w:t"), qn("w:tab"), qn("w:br")
_TABLE, _ROW, _CELL, _BOX = qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:txbxContent")
_SPAN = f"{qn('w:tcPr')}/{qn('w:gridSpan')}"
_KINDS = {"default": "", "first": "首页", "even": "双页"}
_REFERENCES = {"headerReference": "页眉", "footerReference": "页脚"}
_BODY = "正文"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark; ``source`` is what stands inside it, ``level`` what it replaces: tr, tc, p, r, or nothing of Word's."""

    is_field: bool
    source: str
    level: str
    place: Place
    # The container that a mark of this level must share with the mark that ends it; only compared.
    inside: Any = field(repr=False)
    # Text that goes when the mark replaces its paragraph, row or cell.
    lost: str = ""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Pieces of a mark that make none: braces without their partner, or typed in full width."""

    text: str
    place: Place


def read_marks(document: Document) -> Iterator[list[Mark | LeftOver]]:
    """Yield the marks of the body, then those of each header and footer, in the order of the text."""
    for part, root in _parts(document):
        found: list[Mark | LeftOver] = []
        numbers: dict[Any, int] = {}
        for paragraph in root.iter(_PARAGRAPH):
            text = _text_of(paragraph)
            place = Place(part, _where(paragraph, root, numbers), text.strip())
            found.extend(_marks_of(paragraph, text, place))
        yield found


def _parts(document: Document) -> Iterator[tuple[str, Any]]:
    yield _BODY, document.element.body
    seen: set[str] = set()
    for section in document.element.body.iter(qn("w:sectPr")):
        for reference, label in _REFERENCES.items():
            for one in section.iter(qn(f"w:{reference}")):
                part = document.part.related_parts[one.get(qn("r:id"))]
                if str(part.partname) not in seen:
                    seen.add(str(part.partname))
                    yield f"{_KINDS.get(one.get(qn('w:type')), '')}{label}", etree.fromstring(part.blob)


def _text_of(paragraph: Any) -> str:
    pieces = []
    for node in paragraph.iter(_TEXT, _TAB, _BREAK):
        if _nearest(node, _PARAGRAPH) is paragraph:
            pieces.append(node.text or "" if node.tag == _TEXT else " ")
    return "".join(pieces)


def _marks_of(paragraph: Any, text: str, place: Place) -> Iterator[Mark | LeftOver]:
    rest = _MARK.sub("", text)
    for match in _MARK.finditer(text):
        source = match["field"] if match["field"] is not None else match["tag"]
        if source is None:
            continue
        levelled = _LEVEL.fullmatch(source.strip("-+")) if not source[:1].isspace() else None
        level = levelled["level"] if levelled else ""
        inner = (levelled["rest"] if levelled else source).strip().strip("-+").strip().translate(_QUOTES)
        yield Mark(
            match["field"] is not None, inner, level, place, _inside(paragraph, level), _lost(paragraph, level, rest)
        )
    left = _LEFT_OVER.search(rest)
    if left is not None:
        yield LeftOver(left[0], place)


def _inside(paragraph: Any, level: str) -> Any:
    match level:
        case "tr":
            return _nearest(paragraph, _TABLE)
        case "tc":
            return _nearest(paragraph, _ROW)
        case "p":
            return paragraph.getparent()
        case _:
            return paragraph


def _lost(paragraph: Any, level: str, rest: str) -> str:
    if level == "p":
        return rest.strip()
    if level not in ("tr", "tc"):
        return ""
    whole = _nearest(paragraph, _ROW if level == "tr" else _CELL)
    if whole is None:
        return ""
    return "".join(_MARK.sub("", _text_of(one)) for one in whole.iter(_PARAGRAPH)).strip()


def _where(paragraph: Any, root: Any, numbers: dict[Any, int]) -> str:
    if _nearest(paragraph, _BOX) is not None:
        numbers[_BOX] = numbers.get(_BOX, 0) + 1
        return f"文本框第{numbers[_BOX]}段"
    cell = _nearest(paragraph, _CELL)
    if cell is None:
        numbers[_PARAGRAPH] = numbers.get(_PARAGRAPH, 0) + 1
        return f"第{numbers[_PARAGRAPH]}段"
    row, table = _nearest(cell, _ROW), _nearest(cell, _TABLE)
    tables = list(root.iter(_TABLE))
    column = 1
    for before in row.iterchildren(_CELL):
        if before is cell:
            break
        span = before.find(_SPAN)
        column += int(span.get(qn("w:val"))) if span is not None else 1
    return f"第{tables.index(table) + 1}个表格第{list(table.iterchildren(_ROW)).index(row) + 1}行第{column}列"


def _nearest(node: Any, tag: str) -> Any:
    return next(node.iterancestors(tag), None)
