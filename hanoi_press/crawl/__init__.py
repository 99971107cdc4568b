"""What crawl and replay share: the record of one fetch, and one function from a stored answer to an article or verdict."""
