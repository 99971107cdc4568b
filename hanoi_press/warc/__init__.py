"""WARC archives: written, indexed by address, and read around damage; and HTTP bodies, decompressed and checked."""
