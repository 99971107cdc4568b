"""Run independent units of work on processes of this machine, or on a Dask cluster. No Scrapy, no corpus."""
