"""The warc room."""
