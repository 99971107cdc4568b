"""Scrapy's item pipelines, a small file each."""
