"""The rich text field of SharePoint's publishing pages, which several ministries' templates hold their body in."""

from __future__ import annotations

from hanoi_press.pages.document import css

RICH_TEXT = css('[id$="ControlWrapper_RichHtmlField"]')  # the number of the place holder before it varies
