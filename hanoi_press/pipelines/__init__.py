"""Provide the project's Scrapy item pipelines, one small file each."""
