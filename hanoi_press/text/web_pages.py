"""Make pages of templates in which whatever a stranger wrote is escaped."""

from __future__ import annotations

import re

import jinja2

_WEB = re.compile(r"https?://[^\s/?#\\@]+(?:[/?#]\S*)?", re.I)


def is_web_link(url: str) -> bool:
    """Return True if an address may become a link: http or https, and nothing that runs a script."""
    return bool(_WEB.fullmatch(url))


def escaping_environment(package: str) -> jinja2.Environment:
    """Return what fills the templates in `templates/` of a package: all values escaped, none of them missing."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader(package),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
