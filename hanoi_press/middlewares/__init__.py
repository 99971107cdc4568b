"""Scrapy downloader middlewares, one small file each."""
