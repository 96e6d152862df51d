"""The house that files come to."""

from __future__ import annotations

from tests.services.explain.cases import house

__all__ = ["house"]
