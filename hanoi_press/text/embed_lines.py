"""Recognise lines that stand in for an embedded post or player of another site ("Xem bài viết này trên Instagram")."""

from __future__ import annotations

import re

_SITES = (
    r"(?:instagram|facebook|tiktok|twitter|x|youtube|threads|bluesky|mastodon|telegram|pinterest|reddit|linkedin|spotify"
    r"|soundcloud|flickr|vimeo|zalo|dailymotion)"
)
_POST = r"(?:post|photo|video|reel|tweet|thread|profile|clip|story|track)"
_BAI = r"(?:bài\ (?:viết|đăng)|ảnh|hình\ ảnh|video|clip|thước\ phim|reel|tweet|nội\ dung|bài)"
_ADDRESS = (
    r"(?:https?://)?(?:www\.|m\.|vt\.|vm\.)?(?:instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)|tiktok\.com"
    r"|(?:twitter|x)\.com/\w+/status|youtube\.com/(?:watch|shorts|embed|live)|youtu\.be"
    r"|(?:facebook|fb)\.com/\S*(?:posts|videos|watch|reel|permalink|story|share)|fb\.watch|threads\.(?:net|com)/@"
    r"|t\.me/\w+/\d|bsky\.app/profile)\S*"
)
_DAY = r"(?:.{0,30}\d{1,4}|(?:mon|tues|wednes|thurs|fri|satur|sun)day.{0,40})"
_WHOLE = re.compile(
    rf"""(?ix)
    (?:view|see|watch|read|play|listen\ to) \ (?:this|the|more) (?:\ (?:full|original))? (?:\ {_POST})?
      \ (?:on|at|by) \ {_SITES} \s*+ \.?
    | (?:view|watch|see|read\ more|listen|play) \ (?:more\ )?on \ {_SITES}
    | xem \ (?:thêm\ )? (?:{_BAI}\ (?:này|gốc|đầy\ đủ)?\ ?)? trên\ {_SITES} \s*+ \.?
    | a\ (?:post|photo|video|reel) \ (?:shared|posted) \ by \ .{{1,200}}
    | (?:một\ )? (?:bài\ (?:viết|đăng)|ảnh|video|thước\ phim) \ do \ .{{1,150}}
      \(@[\w.]{{1,30}}\) \ (?:đã\ )? (?:chia\ sẻ|đăng)
    | (?:một\ )? bài\ (?:viết|đăng) \ (?:được\ )? (?:chia\ sẻ|đăng)\ bởi \ .{{1,150}}
    | (?:posted|đăng|được\ đăng) \ (?:by|bởi) \ .{{1,120}} \ (?:on|vào|lúc|ngày)\ {_DAY}
    | (?:@[\w.]{{1,30}}\b [^♬]{{0,150}})? ♬\ ?.{{1,200}}
    | (?:[—–]|--) \ ? .{{1,80}} \(@\w{{1,30}}(?:@[\w.]+)?\) (?:.{{0,60}}\d{{4}})?
    | pic\.(?:twitter|x)\.com/\w+
    | {_ADDRESS}
    """
)
_LONGEST = 300  # characters


def is_embed_line(line: str) -> bool:
    """Return True if the whole line only stands in for an embedded post, or is its bare address."""
    return len(line) <= _LONGEST and _WHOLE.fullmatch(line) is not None
