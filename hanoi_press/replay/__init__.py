"""Read archives again with today's page classes into the corpus, without any request."""
