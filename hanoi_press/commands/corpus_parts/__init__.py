"""Provide the sub-commands of `scrapy corpus`, a small module each.

A module `<name>.py` here is `scrapy corpus <name>`, with `-` for `_`; one that begins with `_` is shared by others.
It has `ABOUT` (one line of help), `add_arguments(parser)`, and `run(options, data)`, which gets the data folder and
returns the exit code. Heavy libraries are imported inside `run`.
"""
