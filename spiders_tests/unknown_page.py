"""A page of a site that no source describes. Invented."""

from __future__ import annotations

URL = "https://baovidu.example/tin/ho-moi.html"
WORDS = "Hồ mới ở ngoại thành đã đón nước từ sáng sớm, người dân hai bên bờ ra xem rất đông và ai cũng vui. "
UNKNOWN = f"""<!DOCTYPE html><html lang="vi-VN"><head><title>Hồ mới đón nước - Báo Ví Dụ</title>
<meta property="og:site_name" content="Báo Ví Dụ"><meta property="og:title" content="Hồ mới đón nước">
<meta name="description" content="Hồ mới ở ngoại thành đã đón nước.">
<meta property="article:modified_time" content="2026-03-02T08:00:00Z"><meta name="keywords" content="hồ, nước">
<link rel="canonical" href="https://baovidu.example/tin/ho-moi-don-nuoc.html">
<script type="application/ld+json">{{"@graph": [{{"@type": ["NewsArticle"], "headline": "Hồ mới đón nước",
"datePublished": "2026-03-01T23:30:00Z", "author": [{{"@type": "Person", "name": "Lê An"}},
{{"@type": "Organization", "name": "Báo Ví Dụ"}}]}},
{{"@type": "BreadcrumbList", "itemListElement": [{{"name": "Trang chủ"}}, {{"name": "Đời sống"}}]}}]}}</script>
</head><body><nav><a href="/">Trang chủ</a></nav><main><article><h1>Hồ mới đón nước</h1>
<p>{WORDS * 3}</p><p>{WORDS * 2}Nước còn dâng.</p></article></main><footer>Giấy phép số 1/GP</footer></body></html>"""
