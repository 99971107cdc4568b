"""Read a page that no template describes, from what it shows: lines, links, pictures, and the words that sites print.

`page_lines` lists the page's lines in one pass; `headline`, `body_region`, `lead_paragraph`, `printed_dates` and
`printed_bylines` find the article's parts among them; `heuristic_page` reads it.
"""

from hanoi_press.pages.heuristics.heuristic_page import HeuristicPage

__all__ = ["HeuristicPage"]
