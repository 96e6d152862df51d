"""Filling Word templates that office staff edit in Word.

A template is a ``.docx`` whose text holds Jinja2 fields. Every field of the template must be given and every given
value must have its place in the template: a letter never goes out with a gap, and an edit in Word that drops a fact is
noticed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import Environment, StrictUndefined, TemplateError, UndefinedError
from lxml import etree
from markupsafe import Markup, escape

from honours.services.documents.guards import check_text
from honours.services.documents.package import freeze_package
from honours.services.documents.template_check import find_faults
from honours.services.documents.template_faults import TemplateBroken, TemplateFault, TemplateFieldMissing


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (PNG) in a document, so many millimetres wide; its place is a paragraph of its own."""

    content: bytes
    width_mm: int


class _NamedGap(StrictUndefined):
    """An undefined value whose error text is the bare name of the field."""

    def __init__(
        self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = UndefinedError
    ) -> None:
        super().__init__(name or hint, obj, name, exc)


class _Template(DocxTemplate):  # type: ignore[misc]
    """A Word template whose filled body is checked to be sound, where the library would mend it in silence."""

    def build_xml(self, context: Any, jinja_env: Any = None) -> Any:
        xml = super().build_xml(context, jinja_env)
        etree.fromstring(xml)
        return xml


def _literal(value: object) -> object:
    # docxtpl rewrites `{_{`, `%_}` and the like after rendering; an entity keeps such text of people's as it is.
    return Markup(str(escape(value)).replace("_", "&#95;")) if isinstance(value, str) else value  # noqa: S704


def _environment() -> Environment:
    return Environment(autoescape=True, undefined=_NamedGap, finalize=_literal)


def _texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text that is given, with its path; elements of a list are counted from one."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, Sequence) and not isinstance(value, bytes):
        for number, inner in enumerate(value, 1):
            yield from _texts(inner, f"{path}[{number}]")


def _pictured(value: object, document: DocxTemplate) -> object:
    """Return ``value`` with each picture as the library takes it."""
    match value:
        case Picture():
            return InlineImage(document, io.BytesIO(value.content), width=Mm(value.width_mm))
        case Mapping():
            return {name: _pictured(inner, document) for name, inner in value.items()}
        case list() | tuple():
            return [_pictured(inner, document) for inner in value]
        case _:
            return value


def render_document(template_path: Path, context: Mapping[str, object], *, fixed_on: date) -> bytes:
    """Return the Word file that ``template_path`` gives with ``context``; the same input gives the same bytes.

    Values are texts, whole numbers, pictures, and lists of mappings of these; they come out literally, whatever
    characters they hold. ``fixed_on`` becomes the file's date. Raises :class:`TemplateFieldMissing`,
    :class:`TemplateFieldUnknown`, :class:`TemplateBroken`, and the refusals of
    :func:`honours.services.documents.guards.check_text`.
    """
    name = template_path.name
    environment = _environment()
    document = _opened(template_path)
    _refuse(find_faults(name, document.docx, context, environment))
    for path, text in _texts(context):
        check_text(text, name, path)
    try:
        document.render(_pictured(context, document), environment, autoescape=True)
    except UndefinedError as error:
        raise TemplateFieldMissing(name, str(error)) from error
    except TemplateError as error:
        raise TemplateBroken(name, f"标记写法有误（{error.message}）") from error
    except etree.XMLSyntaxError as error:
        raise TemplateBroken(name, "循环或条件标记跨越了段落或表格的边界") from error
    filled = io.BytesIO()
    document.save(filled)
    return freeze_package(filled.getvalue(), fixed_on)


def _opened(template_path: Path) -> _Template:
    try:
        document = _Template(io.BytesIO(template_path.read_bytes()))
        document.init_docx()
    except OSError as error:
        raise TemplateBroken(template_path.name, f"文件读不到（{error.strerror}）") from error
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise TemplateBroken(template_path.name, "文件不是完好的 Word 文档（.docx）") from error
    return document


def _refuse(faults: Sequence[TemplateFault]) -> None:
    """Raise the first fault, which carries the others; return when there is none."""
    if faults:
        first, *others = faults
        first.others = tuple(others)
        raise first
