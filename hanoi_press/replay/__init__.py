"""Archives read again with today's page classes, into the corpus: no request is made."""
