"""The first stage: open the cycle, send the call and a workbook to every body, see who has answered (award/10)."""

from honours.services.call.opening import OpenCycle, OpenedCycle, open_cycle
from honours.services.call.producing import ProducedDocuments, produce_documents
from honours.services.call.summary import BodyIntake, IntakeSummary, intake_summary

__all__ = [
    "BodyIntake",
    "IntakeSummary",
    "OpenCycle",
    "OpenedCycle",
    "ProducedDocuments",
    "intake_summary",
    "open_cycle",
    "produce_documents",
]
