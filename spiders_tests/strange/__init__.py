"""Seventeen invented sites that no source describes, with what a careful reader takes from each of their pages.

`contents/*.toml` holds the articles, each module of `plain/` and `traps/` the make of one site: `STORIES`, `article`
for the page of one of them, and `others` for the pages that are no articles. What is expected is made of the articles
by the rules of docs/article.md, never of what our reader gives.
"""
