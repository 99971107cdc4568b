"""Redesign modelled sites: the same words under other names, tags and boxes (`redesigned`, `redesigned_site`)."""

from .rewrite import LEVELS, redesigned, redesigned_site

__all__ = ["LEVELS", "redesigned", "redesigned_site"]
