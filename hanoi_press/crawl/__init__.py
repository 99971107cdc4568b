"""Provide what crawl and replay share: the record of a fetch, and the reading of an answer."""
