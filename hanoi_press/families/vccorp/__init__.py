"""VCCorp's CMS: page class, list pages, and the routes of its sites."""

from hanoi_press.families.family import Family
from hanoi_press.families.vccorp.vccorp_pages import VcCorp

VCCORP = Family("VCCorp", (VcCorp,))
