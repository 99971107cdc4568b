"""Define the family of sites whose CMS nobody described: their pages are read by heuristics and a learnt template."""

from hanoi_press.families.family import Family

UNKNOWN_CMS = Family("unknown")
