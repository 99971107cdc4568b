"""Scrapy's downloader middlewares, a small file each."""
