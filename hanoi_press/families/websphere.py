"""Define the family of IBM WebSphere Portal (mod.gov.vn); no page could be fetched, so no template is known."""

from __future__ import annotations

from hanoi_press.families.family import Family

WEBSPHERE = Family("WebSphere")
