"""The page to browse the corpus: the index, served by datasette."""
