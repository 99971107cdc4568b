"""Scrapy settings of the project. `-s NAME=value` overrides any of them."""

import os
import sys
from pathlib import Path

from hanoi_press import __version__

BOT_NAME = "hanoi_press"
SPIDER_MODULES = ["hanoi_press.spiders"]
NEWSPIDER_MODULE = "hanoi_press.spiders"
COMMANDS_MODULE = "hanoi_press.commands"

# Where the corpus lies.
DATA_DIR = os.environ.get("HANOI_PRESS_DATA") or str(Path("data"))

SEGMENT_COMPRESSION = "none"  # or "zstd": `.jsonl.zst`, a quarter of the size; readers take both
RECHECK_HOURS = 48  # articles that were published so lately are asked for again in each run: papers correct themselves
PAGE_TRIES = 4  # runs in which a page that cannot be read is asked for before it is given up
# Raw answers of articles go to <data>/archive/<source>/<yyyy-mm>/<source>-<yyyymmdd>.warc.gz; not with -o/-O.
ARCHIVE_RAW = True
ARCHIVE_DISCOVERY = False  # sitemaps, feeds and lists as well

# Manners: who we are, robots.txt, one request at a time to a source.
USER_AGENT = f"hanoi_press/{__version__} (+https://github.com/hanoi-press/hanoi_press)"
ROBOTSTXT_OBEY = True
ROBOTSTXT_PARSER = "hanoi_press.middlewares.robots.HtmlAwareRobotParser"  # HTML in its place is no robots.txt
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 2  # one on its way and one next: what waits in the downloader is sent even when a run ends
DOWNLOAD_DELAY = 0.5  # seconds from one request to the next at least; a Crawl-delay in robots.txt raises it
DOWNLOAD_DELAY_JITTER = 0  # Scrapy's ±50 % would make the least wait half of what was asked for
# The wait follows the last answer: twice its latency from start to start, so a slow host rests as long as it worked.
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_TARGET_CONCURRENCY = 0.5
AUTOTHROTTLE_START_DELAY = 0
AUTOTHROTTLE_MAX_DELAY = 30
# Trouble: the host is left in peace for so many seconds, twice as long each time in a row, ±50 %.
RETRY_BACKOFF = 0.5
RETRY_BACKOFF_MAX = 30
RETRY_TIMES = 5  # after the first request; then the page waits for the next run
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 20 * 1024 * 1024  # the largest article page seen has 420 KB
DOWNLOAD_WARNSIZE = 5 * 1024 * 1024
DOWNLOAD_FAIL_ON_DATALOSS = True  # half a page is no page
REDIRECT_MAX_TIMES = 5
SCHEDULER_PRIORITY_QUEUE = "scrapy.pqueues.ScrapyPriorityQueue"  # one slot a run: nothing to balance between hosts

# Doors that a crawler needs not: remote control runs Python sent to it, the cookie jar fetches a list from the net.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
COOKIES_ENABLED = False
# Scrapy's default takes any certificate. A source whose own is known to be bad says so in its `custom_settings`.
DOWNLOAD_VERIFY_CERTIFICATES = True

# Free speed: a hundred tasks a response for one item, and a scan of each page for <meta refresh> (which OneCMS prints).
CONCURRENT_ITEMS = 4
METAREFRESH_ENABLED = False
WARN_ON_GENERATOR_RETURN_VALUE = False  # it reads the source of `parse` anew for each page
# The spider asks for each article once by its id; Scrapy's filter would drop requests without a word.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

DOWNLOADER_MIDDLEWARES = {
    "hanoi_press.middlewares.warc_writer.WarcWriterMiddleware": 545,  # outside the retries (550)
    "hanoi_press.middlewares.backoff.BackoffMiddleware": 560,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "hanoi_press.middlewares.decode.DecodeMiddleware": 590,
    "hanoi_press.middlewares.politeness.PolitenessMiddleware": 650,  # sees a redirect before Scrapy's own (600) follows it
    "hanoi_press.middlewares.warc_replay.WarcReplayMiddleware": 950,
}
ITEM_PIPELINES = {
    "hanoi_press.pipelines.check_articles.CheckArticlesPipeline": 100,
    "hanoi_press.pipelines.deduplicate.DeduplicatePipeline": 200,
    "hanoi_press.pipelines.drop_boilerplate.DropBoilerplatePipeline": 300,
    "hanoi_press.pipelines.write_articles.WriteArticlesPipeline": 900,
}
EXTENSIONS = {
    "hanoi_press.extensions.clean_log.CleanLogExtension": 1,
    "hanoi_press.extensions.data_folder.DataFolderExtension": 5,  # before the report, which tells what it counted
    "hanoi_press.extensions.crawl_delay.CrawlDelayExtension": 10,
    "hanoi_press.extensions.retry_after.RetryAfterExtension": 11,
    "hanoi_press.extensions.progress.ProgressExtension": 20,
    "hanoi_press.extensions.run_report.RunReportExtension": 900,
}

FEED_EXPORT_ENCODING = "utf-8"
# In a terminal the progress line speaks; under cron the log does.
LOG_LEVEL = "WARNING" if sys.stderr.isatty() else "INFO"
