"""Stage ``notice``: the chair's meeting, the public notice, objections, the decision (award/11 to award/13)."""
