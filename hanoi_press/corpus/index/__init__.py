"""The index beside the corpus: one SQLite file, made from the segments, never the truth.

`index_tables` says what is in it, `syllables` (in `text/`) how its words are spelled. It is brought up to date with the
segments before each question, and made again when it is gone, damaged or of another version.
"""
