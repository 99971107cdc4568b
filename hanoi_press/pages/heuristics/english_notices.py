"""Recognise what English sites print in and around a text: labels of advertisements, appeals, links to others."""

from __future__ import annotations

import re

_NOTICE = re.compile(
    r"(?ix) ^\W* (?:"
    r" advertisement (?:\W+scroll\ (?:to|for)\ \w+)? \W*$ | supported\ by \W*$ | loading \W*$"
    r" | skip\ (?:to|past)\b .{0,40}$ | continue\ reading\ (?:the\ )?(?:main\ story|below)\b"
    r" | (?:story|article|post)\ continues?\ (?:below|after)\b | scroll\ down\ for\b .{0,30}$"
    r" | follow\b .{0,80} \bon \W+ (?:facebook|twitter|instagram|youtube|flipboard|telegram)\b"
    r" | (?:click|tap)\ here\ (?:for|to)\b .{0,60} \b(?:app|newsletters?|sign\ up|subscribe|join|download)\b"
    r" | download\ (?:the|our)\b .{0,60} \bapp\b"
    r" | (?:please\ )?support\ (?:our|independent|quality|local)\b .{0,30}\bjournalism\b"
    r" | since\ you(?:['’]re|\ are)\ here\b | (?:we\ have|there['’]s)\ a\ small\ favou?r\ to\ ask\b"
    r" | already\ a\ (?:subscriber|member)\b"
    r" | to\ (?:read|continue\ reading)\ (?:the|this)\ (?:full\ |whole\ )?(?:story|article)\b"
    r" | (?:please\ )?(?:enable|turn\ on)\ javascript\b | your\ email\ address\ will\ not\ be\ published\b"
    r" | thank\ you\ for\ (?:signing\ up|subscribing)\b"
    r" | by\ (?:signing\ up|subscribing|clicking)\b .{0,80} \b(?:agree|terms|privacy)\b"
    r" | (?:shop|buy|order|pre-?order|book)\ (?:it\ )?now \W*$"
    r" | (?:view|see)\ (?:the\ )?(?:full\ )?(?:gallery|price|photos|slideshow) \W*$"
    r" | comments\ (?:are\ closed|are\ posted|policy)\b"
    r" | .{0,40} \bcommitted\ to\ publishing\ a\ diversity\ of\ letters\b"
    r" )"
)
_LONGEST = 500  # characters
_LINKED = 0.5  # of a line's letters
_LEADS_AWAY = re.compile(
    r"(?i)\W*(?:read(?: (?:more|next|also|this|the full \w+))?|also read|see also"
    r"|more (?:on|from|about)\b[^:|]{0,30}|more|watch(?: now| also)?|don['’]t miss"
    r"|related(?: (?:story|stories|articles?|coverage|content|video|links?))?"
    r"|recommended|you (?:may|might) also like|up next)\s*[:|–»>-]+\s*\S"
)


def is_notice(text: str) -> bool:
    """Return True for a line of the site about itself: an advertisement's label, an appeal, a note to subscribers."""
    return len(text) <= _LONGEST and _NOTICE.match(text) is not None


def leads_away(text: str, link_share: float) -> bool:
    """Return True for a line that is hardly more than a labelled link to another article ("Read more: …")."""
    return link_share >= _LINKED and len(text) <= _LONGEST and _LEADS_AWAY.match(text) is not None
