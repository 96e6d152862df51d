"""Filling Word templates that office staff edit in Word.

A template is a ``.docx`` whose text holds Jinja2 fields. Every field of the template must be given and every given
value must have its place in the template: a letter never goes out with a gap, and an edit in Word that drops a fact is
noticed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, TemplateError, UndefinedError, meta, nodes
from lxml import etree
from markupsafe import Markup, escape

from honours.domain.errors import EnvironmentFault
from honours.services.documents.guards import check_text
from honours.services.documents.package import freeze_package


class TemplateFieldMissing(EnvironmentFault):
    """The template asks for a field that it is not given; carries the template's file name and the field."""

    def __init__(self, template: str, field: str) -> None:
        self.template = template
        self.field = field
        super().__init__(
            f"模板“{template}”要求填写“{field}”，但系统没有提供该内容。请在模板中改正或删去 {{{{ {field} }}}} 后重试。"
        )


class TemplateFieldUnknown(EnvironmentFault):
    """A given field has no place in the template; carries the template's file name and the field."""

    def __init__(self, template: str, field: str) -> None:
        self.template = template
        self.field = field
        super().__init__(
            f"模板“{template}”中没有“{field}”的位置，该内容会从文书中丢失。请在模板中补上 {{{{ {field} }}}} 后重试。"
        )


class TemplateBroken(EnvironmentFault):
    """The template cannot be opened or its marks do not fit together; carries its file name and the reason."""

    def __init__(self, template: str, reason: str) -> None:
        self.template = template
        self.reason = reason
        super().__init__(
            f"模板“{template}”无法使用：{reason}。请在 Word 中核对 {{% … %}} 与 {{{{ … }}}} 是否成对，或换回原模板。"
        )


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

    def sources(self) -> Iterator[str]:
        """Yield the Jinja2 source of the body and of each header and footer."""
        self.init_docx()
        yield self.patch_xml(self.get_xml())
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(uri):
                yield self.patch_xml(self.get_part_xml(part))


def _literal(value: object) -> object:
    # docxtpl rewrites `{_{`, `%_}` and the like after rendering; an entity keeps such text of people's as it is.
    return Markup(str(escape(value)).replace("_", "&#95;")) if isinstance(value, str) else value  # noqa: S704


def _environment() -> Environment:
    return Environment(autoescape=True, undefined=_NamedGap, finalize=_literal)


def _fields(value: object, path: str = "") -> Iterator[tuple[str, str, object]]:
    """Yield ``(path, name, leaf or container)`` of every named field, each path once per sequence element."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            place = f"{path}.{name}" if path else str(name)
            yield place, str(name), inner
            yield from _fields(inner, place)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, inner in enumerate(value, 1):
            if isinstance(inner, str):
                yield f"{path}[{number}]", "", inner
            yield from _fields(inner, f"{path}[{number}]")


def _check_fields(template: str, sources: Sequence[nodes.Template], context: Mapping[str, object]) -> None:
    asked: set[str] = set()
    attributes: set[str] = set()
    for source in sources:
        asked |= meta.find_undeclared_variables(source)
        attributes |= {node.attr for node in source.find_all(nodes.Getattr)}
    for field in sorted(asked - context.keys()):
        raise TemplateFieldMissing(template, field)
    for path, name, value in _fields(context):
        is_outer = path == name
        if name and name not in (asked if is_outer else attributes):
            raise TemplateFieldUnknown(template, path)
        if isinstance(value, str):
            check_text(value, template, path)


def render_document(template_path: Path, context: Mapping[str, object], *, fixed_on: date) -> bytes:
    """Return the Word file that ``template_path`` gives with ``context``; the same input gives the same bytes.

    Values are texts, whole numbers, and lists of mappings of these; they come out literally, whatever characters they
    hold. ``fixed_on`` becomes the file's date. Raises :class:`TemplateFieldMissing`, :class:`TemplateFieldUnknown`,
    :class:`TemplateBroken`, and the refusals of :func:`honours.services.documents.guards.check_text`.
    """
    name = template_path.name
    environment = _environment()
    try:
        document = _Template(io.BytesIO(template_path.read_bytes()))
        sources = [environment.parse(source) for source in document.sources()]
        _check_fields(name, sources, context)
        document.render(dict(context), environment, autoescape=True)
        filled = io.BytesIO()
        document.save(filled)
    except UndefinedError as error:
        raise TemplateFieldMissing(name, str(error)) from error
    except OSError as error:
        raise TemplateBroken(name, f"文件读不到（{error.strerror}）") from error
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise TemplateBroken(name, "文件不是完好的 Word 文档（.docx）") from error
    except TemplateError as error:
        raise TemplateBroken(name, f"标记写法有误（{error.message}）") from error
    except etree.XMLSyntaxError as error:
        raise TemplateBroken(name, "循环或条件标记跨越了段落或表格的边界") from error
    return freeze_package(filled.getvalue(), fixed_on)
