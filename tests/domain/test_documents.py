"""Every kind of document has its name, and every Word template is a kind of document."""

from __future__ import annotations

import re

from honours.domain.documents import DocumentKind
from honours.storage.settings import PROJECT_ROOT


def test_every_kind_has_a_chinese_name_of_its_own() -> None:
    labels = [kind.label for kind in DocumentKind]
    assert len(set(labels)) == len(labels) >= 10
    assert all(re.search("[\u4e00-\u9fff]", label) for label in labels)


def test_every_word_template_is_a_kind_of_document_that_cites_its_articles() -> None:
    templates = sorted(path.stem for path in (PROJECT_ROOT / "templates" / "documents").iterdir())
    assert len(templates) >= 3
    assert [name for name in templates if name not in set(DocumentKind)] == []
    assert [name for name in templates if not DocumentKind(name).articles] == []
