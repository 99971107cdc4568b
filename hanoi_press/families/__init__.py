"""Collect the CMS families: one module or package for each CMS, with all facts about it.

`FAMILIES` lists all of them, in the order in which a page of an unknown host is compared with their templates.
"""

from hanoi_press.families.bvhttdl_cms import BVHTTDL
from hanoi_press.families.chinhphu_vgp import CHINHPHU_VGP
from hanoi_press.families.family import Family
from hanoi_press.families.hanoimoi_old import HANOIMOI_OLD
from hanoi_press.families.json_api import JSON_API
from hanoi_press.families.liferay import LIFERAY
from hanoi_press.families.moha_cms import MOHA
from hanoi_press.families.nuxt import NUXT
from hanoi_press.families.onecms import ONECMS
from hanoi_press.families.sharepoint import (
    AROUND_NEWS,
    MARD,
    MIC_2020,
    MOET_2021,
    MOJ,
    MOLISA,
    MONRE,
    SMPT,
    TAN_DAN,
)
from hanoi_press.families.ubdt_cms import UBDT
from hanoi_press.families.vccorp import VCCORP
from hanoi_press.families.vhv import VHV

__all__ = ["FAMILIES", "Family"]

FAMILIES: tuple[Family, ...] = (
    ONECMS,
    VCCORP,
    MOHA,
    JSON_API,
    CHINHPHU_VGP,
    HANOIMOI_OLD,
    AROUND_NEWS,
    MIC_2020,
    TAN_DAN,
    MONRE,
    MARD,
    MOLISA,
    MOJ,
    MOET_2021,
    SMPT,
    VHV,
    NUXT,
    BVHTTDL,
    UBDT,
    LIFERAY,
)
