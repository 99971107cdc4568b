"""What crawl and replay share: the record of a fetch, and the function from an answer to an article or a verdict."""
