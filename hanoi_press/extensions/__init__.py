"""Provide the project's Scrapy extensions, one small file each."""
