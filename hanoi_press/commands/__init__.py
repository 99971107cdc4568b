"""Commands of the project: `scrapy crawl` with checked arguments."""
