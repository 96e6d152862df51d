"""Reading a produced Word file back as people and printers see it."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.document import Document as Word
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(data: bytes) -> Word:
    return Document(io.BytesIO(data))


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def lines(data: bytes) -> list[str]:
    """Return every paragraph outside tables."""
    return [paragraph.text for paragraph in opened(data).paragraphs]


def styled(data: bytes, style: str) -> list[Paragraph]:
    return [paragraph for paragraph in opened(data).paragraphs if paragraph.style and paragraph.style.name == style]


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def style_element(data: bytes, name: str) -> etree._Element:
    found = part(data, "word/styles.xml").xpath(
        "//w:style[w:name/@w:val=$name]", namespaces={"w": W.strip("{}")}, name=name
    )
    return found[0]


def value(element: etree._Element, path: str, attribute: str) -> str:
    """Return an attribute of the one element that ``path`` (without prefixes, ``a/b``) leads to."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    assert found is not None, path
    return str(found.get(f"{W}{attribute}"))
