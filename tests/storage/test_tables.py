"""Every table says what it is for, so that the register of articles can name it."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import MetaData, Table

from honours.storage.tables import metadata
from honours.storage.tables.base import PurposeMissing, purpose_of


def test_every_table_says_in_chinese_what_it_is_for() -> None:
    labels = [purpose_of(table).label for table in metadata.sorted_tables]
    assert len(set(labels)) == len(labels) > 40
    assert all(re.search("[\u4e00-\u9fff]", label) for label in labels)


def test_table_without_purpose_is_named() -> None:
    with pytest.raises(PurposeMissing, match="数据表 nowhere 没有写明用途"):
        purpose_of(Table("nowhere", MetaData()))
