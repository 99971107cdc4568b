"""A small page of each template, all text our own; the markup is modelled on what is known of each site."""

from __future__ import annotations

from typing import NamedTuple

PARAGRAPHS = (
    "Sáng nay tổ dân phố khơi lại con mương sau chợ, hai mươi người chia nhau từng đoạn và làm xong trước bữa trưa.",
    "Bùn vét lên được phơi ở bãi đất trống đầu làng, khi khô sẽ đem đắp vào gốc dãy xà cừ mới trồng hồi đầu năm.",
    "Đến chiều nước đã chảy thông, mấy hộ cuối ngõ thôi phải kê đồ đạc lên cao mỗi khi trời đổ mưa lớn.",
)
TEXT = "\n\n".join(PARAGRAPHS)
BODY = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
TITLE = "Khơi mương sau chợ"
SUMMARY = "Con mương tắc từ mùa mưa trước nay đã thông."


class FamilyPage(NamedTuple):
    """A template's page: the source's address, the HTML, and the words by which the template knows the body."""

    template: str
    url: str
    html: str
    body_names: tuple[str, ...]


def _page(template: str, url: str, inside: str, *names: str, head: str = "") -> FamilyPage:
    html = f"<!DOCTYPE html><html lang='vi'><head><title>{TITLE}</title>{head}</head><body>{inside}</body></html>"
    return FamilyPage(template, url, html, names)


PAGES = (
    _page(
        "onecms-detail",
        "https://hanoimoi.vn/khoi-muong-1305109.html",
        f"""<div class="l-main"><div class="c-detail-head"><h1 class="c-detail-head__title">{TITLE}</h1>
        <span class="c-detail-head__time">20/11/2026 08:15</span></div><div class="b-maincontent">
        <p class="Headlines">{SUMMARY}</p><article class="entry">{BODY}</article></div></div>""",
        "entry",
    ),
    _page(
        "onecms-longform",
        "https://hanoimoi.vn/khoi-muong-1305110.html",
        f"""<div class="l-main"><div class="b-maincontent"><article class="entry"><div class="sc-longform-header">
        <h1 class="sc-longform-header-title block-sc-title">{TITLE}</h1><p class="block-sc-sapo">{SUMMARY}</p>
        <span class="block-sc-publish-time">20/11/2026 - 08:15</span></div>{BODY}</article></div></div>""",
        "entry",
    ),
    _page(
        "vccorp",
        "https://baochinhphu.vn/khoi-muong-102261120081512345.htm",
        f"""<div class="detail__pmain"><h1 data-role="title">{TITLE}</h1><h2 data-role="sapo">{SUMMARY}</h2>
        <div data-role="publishdate">20/11/2026 08:15</div><div data-role="content">{BODY}</div></div>""",
        'data-role="content"',
    ),
    _page(
        "vhv",
        "https://moit.gov.vn/tin-tuc/khoi-muong.html",
        f"""<article class="article-new"><span class="post-date">20/11/2026 08:15</span>
        <div class="outer"><h1 class="article-title title-detail">{TITLE}</h1><div class="article-brief">{SUMMARY}</div>
        <div class="article-content common-content">{BODY}</div></div></article>""",
        "article-content common-content",
    ),
    _page(
        "nuxt",
        "https://bocongan.gov.vn/bai-viet/khoi-muong-1790000001",
        f"""<main><h1>{TITLE}</h1><p class="text-bca-gray-700">{SUMMARY}</p>
        <p class="text-bca-gray-400">20/11/2026 08:15</p><div class="tinymce-content">{BODY}</div></main>""",
        "tinymce-content",
    ),
    _page(
        "liferay",
        "https://www.sbv.gov.vn/vi/web/sbv_portal/w/sbv631877",
        f"""<div class="portlet-boundary"><div class="portlet-body"><h1>{TITLE}</h1>
        <span class="date-about">20/11/2026 | 08:15:00</span><div class="sapo">{SUMMARY}</div>
        <div class="journal-content-article">{BODY}</div></div></div>""",
        "journal-content-article",
        head="<script>Liferay.Browser = {};</script>",
    ),
    _page(
        "sharepoint-around-news",
        "https://moc.gov.vn/vn/tin-tuc/1173/90112/khoi-muong.aspx",
        f"""<div id="divArticleDescription3"><h1 class="News_Detail_Title">{TITLE}</h1></div>
        <span class="News_Time_Post">20/11/2026 08:15</span><div id="divArticleDescription1">{SUMMARY}</div>
        <div id="divArticleDescription2">{BODY}</div>""",
        "divArticleDescription2",
    ),
    _page(
        "bvhttdl",
        "https://bvhttdl.gov.vn/khoi-muong-20261120083214507.htm",
        f"""<h1 class="title-article">{TITLE}</h1><span class="time-create">20/11/2026 | 08:15</span>
        <p class="descriptive-article">{SUMMARY}</p><div class="article-content">{BODY}</div>""",
        "article-content",
    ),
    _page(
        "ubdt",
        "http://www.cema.gov.vn/tin-tuc/tin-hoat-dong/khoi-muong.htm",
        f"""<h1 id="BodyContent_ctl00_newsTitle">{TITLE}</h1>
        <span id="BodyContent_ctl00_lblDate">20/11/2026 08:15</span>
        <p id="BodyContent_ctl00_newsContent">{SUMMARY}</p><div id="divNewsDetails">{BODY}</div>""",
        "divNewsDetails",
    ),
    _page(
        "moha",
        "https://moha.gov.vn/tin-tuc/khoi-muong---id61207",
        f"""<div id="news_details"><h1>{TITLE}</h1><div><p>20/11/2026 08:15</p></div>
        <div id="show_description">{SUMMARY}</div><div id="show_content">{BODY}</div></div>""",
        "show_content",
    ),
    _page(
        "hanoimoi-2019",
        "http://hanoimoi.com.vn/tin-tuc/Xa-hoi/1031587/khoi-muong",
        f"""<h1 class="caption">{TITLE}</h1><div class="period">20/11/2022 08:15</div>
        <p class="summary">{SUMMARY}</p><div class="article">{BODY}</div>""",
        'class="article"',
    ),
)
