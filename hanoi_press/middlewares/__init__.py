"""Provide the project's Scrapy downloader middlewares, one small file each."""
