"""Fourteen invented sites that no source describes, with what a careful reader takes from each of their pages.

`contents/*.toml` holds the articles, each module of `plain/` and `traps/` the make of one site. What is expected is
made of the articles by the rules of docs/article.md, never of what our reader gives.
"""
