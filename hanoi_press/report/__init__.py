"""Tell what the runs of a data folder were like: verdict, tables, HTML pages, metrics. Reads `runs/`; no Scrapy."""
