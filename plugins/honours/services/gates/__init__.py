"""Data-quality gates: what must hold before a stage may hand a cycle on.

A gate is a Great Expectations suite in ``expectations/``, run in PostgreSQL over one view. Great Expectations takes
seconds to import, so nothing here imports it before a gate is run.
"""

from honours.services.gates.runner import GateFailed, GateOutcome, run_gate

__all__ = ["GateFailed", "GateOutcome", "run_gate"]
