"""What the projects of the sample are about: summaries put together from phrases, and copies with words changed."""

from honours.services.sample.summaries.copying import copied, scrambled
from honours.services.sample.summaries.writing import Summary, note, summary

__all__ = ["Summary", "copied", "note", "scrambled", "summary"]
