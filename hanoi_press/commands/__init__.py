"""Provide the project's `scrapy` commands, one module each."""
