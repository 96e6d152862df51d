"""Rewrites what the files of the register draw from the software; what people wrote in them stays, to the letter.

A block begins with ``[[article]]``. People write its upper part; from the first ``[article.by.…]`` on it is drafted.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence

from honours.regulation.articles import Link, LinkKind
from honours.regulation.tables import BrokenTable

_ARTICLE = re.compile(r"^(?=\[\[article\]\]\s*$)", re.MULTILINE)
_DRAFTED = re.compile(r"^\[article\.by\b.*\Z", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"^\s*#", re.MULTILINE)
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def draft(file: str, text: str, links: Mapping[str, Sequence[Link]]) -> str:
    """Return the text of a file of the register with what carries each article out written anew.

    Raises :class:`BrokenTable` for a comment where it would be lost.
    """
    head, *blocks = _ARTICLE.split(text)
    return head + "\n".join(_block(file, block, links) for block in blocks)


def _block(file: str, block: str, links: Mapping[str, Sequence[Link]]) -> str:
    article_id = tomllib.loads(block)["article"][0]["id"]
    drafted = _DRAFTED.search(block)
    if drafted is not None and _COMMENT.search(drafted[0]):
        raise BrokenTable(file, article_id, "注释写在 [article.by] 之后会在改写时丢失，请移到 [[article]] 之下。")
    written = _DRAFTED.sub("", block).rstrip()
    return "\n\n".join([written, *_tables(links.get(article_id, ()))]) + "\n"


def _tables(links: Sequence[Link]) -> list[str]:
    tables = []
    for kind in LinkKind:
        lines = [f"{_key(link.id)} = {_quoted(link.name)}" for link in links if link.kind is kind]
        if lines:
            tables.append("\n".join([f"[article.by.{kind.value}]", *lines]))
    return tables


def _key(text: str) -> str:
    return text if _BARE.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    # A JSON string is a TOML basic string.
    return json.dumps(text, ensure_ascii=False)
