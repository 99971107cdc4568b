"""Invented sites that no source describes, as servers offer them: home page, menu, lists, feeds, sitemaps, articles.

Each module makes one site by hand: `SITE` says what it serves and which addresses are its articles'.
"""
