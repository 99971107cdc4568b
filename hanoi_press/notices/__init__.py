"""Send what a run was like to people and monitors: apprise, a command, a health check. No Scrapy."""
