"""The disk: segments of JSONL and WARC archives."""
