"""VHV's CMS: page class and the pager of its lists."""

from hanoi_press.families.family import Family
from hanoi_press.families.vhv.vhv_pages import Vhv

VHV = Family("VHV", (Vhv,))
