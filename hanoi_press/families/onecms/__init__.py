"""Read OneCMS: page classes, list pages, the JSON behind "load more", and the routes that use them."""

from hanoi_press.families.family import Family
from hanoi_press.families.onecms.onecms_pages import OneCmsDetail, OneCmsLongform
from hanoi_press.families.skeleton import Skeleton

ONECMS = Family(
    "OneCMS",
    (OneCmsLongform, OneCmsDetail),
    Skeleton(
        option="onecms",
        article_path="/{slug}-{id}.html",
        example_id="130511",
        list_path="/tin-moi-nhat",
        row='<li pid="{piece.id}"><h3 class="b-grid__title"><a href="{piece.url}">{title}</a></h3>\n'
        '<span class="b-grid__time">{date}</span></li>',
        list_markup='<ul class="onecms__loading">{rows}</ul>',
        page_size=20,
        sitemap="/sitemap-article-2026-11.xml",
    ),
)
