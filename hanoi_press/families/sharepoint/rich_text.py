"""Define the selector of SharePoint's rich text field, which contains the body in several ministries' templates."""

from __future__ import annotations

from hanoi_press.pages.selectors import css

RICH_TEXT = css('[id$="ControlWrapper_RichHtmlField"]')  # the number of the place holder before it varies
