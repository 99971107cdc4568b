"""Scrapy's extensions, a small file each."""
