"""Which lines stand in for an embedded post of another site."""

from __future__ import annotations

import pytest

from hanoi_press.text.embed_lines import is_embed_line

PLACEHOLDERS = [
    "View this post on Instagram",
    "Xem bài viết này trên Instagram",
    "Xem ảnh này trên Instagram",
    "A post shared by Xe Đêm (@xedem)",
    "A post shared by Xe Đêm (@xedem) on Nov 20, 2026 at 8:15am PST",
    "Bài viết do Xe Đêm (@xedem) chia sẻ",
    "Một bài viết được chia sẻ bởi Xe Đêm (@xedem)",
    "Posted by Xe Đêm on Friday, November 20, 2026",
    "♬ original sound - Xe Đêm",
    "Xem thêm trên TikTok",
    "Watch on TikTok",
    "Xem video này trên YouTube",
    "View on Threads",
    "— Xe Đêm (@xedem) November 20, 2026",
    "pic.twitter.com/abc",
    "https://x.com/xedem/status/1",
    "https://www.facebook.com/xedem/videos/1",
    "https://youtu.be/abc",
]
TEXT = [
    "",
    "Xem bài viết này trên Instagram của đội xe, ai cũng vui.",
    "Bài viết do đội xe chia sẻ",
    "Video do người dân chia sẻ",
    "Đăng bởi đội xe vào ngày 3 tháng 5, lá thư làm cả phố vui",
    "https://baovidu.example/a-1.html",
    "- Anh Nam (@nam) nói",
    "– Xe đêm (chuyến cuối lúc bốn giờ).",
]


@pytest.mark.parametrize("line", PLACEHOLDERS)
def test_placeholders(line: str) -> None:
    assert is_embed_line(line)


@pytest.mark.parametrize("line", TEXT)
def test_text(line: str) -> None:
    assert not is_embed_line(line)
