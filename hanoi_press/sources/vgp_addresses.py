"""Define the article addresses of the Government's sites before VCCorp's CMS (baochinhphu, vpcp; until about 2021).

`/<Section>/<Slug>/<id>.vgp`; a list is `/<Section>/<number of up to three digits>.vgp`. An article's folder may also be
`/Home/<Slug>/<year and month>/`: seen on the Government's English and Chinese sites (2017, 2021), inferred for these.
These numbers are not those of the CMS of today.
"""

from __future__ import annotations

import re

from hanoi_press.sources.address import ArticleAddress, address


def addresses(*hosts: str) -> tuple[ArticleAddress, ...]:
    """Return the kinds of article addresses on these hosts; today's is the first, and stands in `url`."""
    site = rf"https?://(?:www\.)?(?:{'|'.join(map(re.escape, hosts))})"
    return (
        address(
            rf"{site}/(?P<path>[^/]+/[^/]+)/(?P<id>\d{{5,7}})\.vgp",
            id="old-{id}",
            url=f"http://{hosts[0]}/{{path}}/{{id}}.vgp",
        ),
        address(
            rf"{site}/Home/(?P<path>[^/]+/\d{{5,6}})/(?P<id>\d+)\.vgp",
            id="old-{id}",
            url=f"http://{hosts[0]}/Home/{{path}}/{{id}}.vgp",
        ),
    )
