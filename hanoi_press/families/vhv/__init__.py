"""Read VHV's CMS: page class and the pager of its lists."""

from hanoi_press.families.family import Family
from hanoi_press.families.skeleton import Skeleton
from hanoi_press.families.vhv.vhv_pages import Vhv

VHV = Family(
    "VHV",
    (Vhv,),
    Skeleton(
        option="vhv",
        article_path="/tin-tuc/{slug}.html",
        row='<article class="article-news-default"><a class="article-title" href="{piece.url}">{title}</a>\n'
        '<span class="article-date">{date}</span></article>',
        list_markup="<div>{rows}</div>{following}",
    ),
)
