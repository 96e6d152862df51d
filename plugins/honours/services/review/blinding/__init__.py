"""Blind review (award/11, employee-studio/6): entries under codes, and texts that do not tell whose they are."""
