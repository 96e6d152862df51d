"""The review stage (award/11): qualification, experts' scores and ranking."""
