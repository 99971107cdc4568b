"""Define the SharePoint families, one for each ministry's own template."""

from hanoi_press.families.family import Family
from hanoi_press.families.sharepoint.around_news import AroundNews, Mic2020
from hanoi_press.families.sharepoint.mae_smpt import Mae
from hanoi_press.families.sharepoint.mard_molisa import Mard, Molisa
from hanoi_press.families.sharepoint.moet_moj_monre import Moet2021, Moj, Monre
from hanoi_press.families.sharepoint.mpi_tan_dan import TanDan
from hanoi_press.families.skeleton import Skeleton

AROUND_NEWS = Family(
    "SharePoint (Around_News)",
    (AroundNews,),
    Skeleton(
        option="sharepoint",
        article_path="/vn/tin-tuc/1173/{id}/{slug}.aspx",
        example_id="81234",
        list_path="/vn/chuyen-muc/1173/tin-tuc.aspx",
        page_path="/vn/chuyen-muc/1173/tin-tuc.aspx?page={number}",
        row='<div class="H3_iTem_ListNews"><a href="{piece.url}">{title}</a><span>{date}</span></div>',
        list_markup='{rows}<div class="Paging">{following}</div>',
        plain_origin=True,
    ),
)
MIC_2020 = Family("SharePoint (mic)", (Mic2020,))
TAN_DAN = Family("SharePoint (Tân Dân)", (TanDan,))
MONRE = Family("SharePoint (monre)", (Monre,))
MARD = Family("SharePoint (mard)", (Mard,))
MOLISA = Family("SharePoint (molisa)", (Molisa,))
MOJ = Family("SharePoint (moj)", (Moj,))
MOET_2021 = Family("SharePoint (moet)", (Moet2021,))
SMPT = Family("SharePoint (SMPT)", (Mae,))
