"""The invented years of the studios: a register of those named before, and three cycles that build on each other."""

from honours.services.sample.studios.sample import StudioSample

__all__ = ["StudioSample"]
