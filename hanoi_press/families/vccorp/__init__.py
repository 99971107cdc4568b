"""Read VCCorp's CMS: page class, list pages, and the routes of its sites."""

from hanoi_press.families.family import Family
from hanoi_press.families.skeleton import Skeleton
from hanoi_press.families.vccorp.vccorp_pages import VcCorp

VCCORP = Family(
    "VCCorp",
    (VcCorp,),
    Skeleton(
        option="vccorp",
        article_path="/{slug}-{id}.htm",
        example_id="197261120081512",
        list_path="/tin-tuc.htm",
        page_path="/timelinelist/1021/{number}.htm",
        row='<div class="box-stream-item">\n'
        '<a data-type="title" data-linktype="newsdetail" href="{piece.url}">{title}</a>\n'
        '<span class="box-stream-time">{date}</span></div>',
        list_markup='<input type="hidden" id="hdZoneId" value="1021">{rows}',
        sitemap="/sitemaps/sitemaps-2026-11-1-30.xml",
        plain_origin=True,
    ),
)
