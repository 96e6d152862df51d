"""The studios' files (model-studio/14): one a studio, one part a year, with an index that anyone can open."""

from honours.services.studios.dossier.making import Made, make_dossiers, refresh_dossiers

__all__ = ["Made", "make_dossiers", "refresh_dossiers"]
