"""Scrapy item pipelines, one small file each."""
