"""Define the Scrapy settings of the project. `-s NAME=value` overrides any of them.

Each setting has its reason on its line or right above it; `python -m docs.generate` makes docs/settings.md from these
comments.
"""

import os

from hanoi_press import __version__
from hanoi_press.extensions.terminal import can_redraw

BOT_NAME = "hanoi_press"  # the project's name in Scrapy's log
SPIDER_MODULES = ["hanoi_press.spiders"]  # where `scrapy list` looks for spiders: one is made for each source
SPIDER_LOADER_CLASS = "hanoi_press.spiders.source_loader.SourceSpiderLoader"  # finds the user's own sources, too
NEWSPIDER_MODULE = "hanoi_press.spiders"  # where `scrapy genspider` would write; use `scrapy newsource` instead
COMMANDS_MODULE = "hanoi_press.commands"  # where `scrapy harvest`, `replay`, `corpus`, … are found

# --- the data folder -------------------------------------------------------------------------------------------------

# The data folder: `--data`, else this setting on the command line, else the environment variable HANOI_PRESS_DATA, else
# `data` in the user's config file.
DATA_DIR = os.environ.get("HANOI_PRESS_DATA", "data")
SEGMENT_COMPRESSION = "none"  # or "zstd": articles in `.jsonl.zst`, a quarter of the size; readers take both
RECHECK_HOURS = 48  # younger articles are requested again in each run, because papers correct themselves
# Runs in which an unreadable page is requested. If our reading failed, it is then read again from the archive when the
# version, the code or the source's template changes; otherwise it is given up.
PAGE_TRIES = 4
# Responses of articles are kept in `<data>/archive/<source>/<yyyy-mm>/<source>-<yyyymmdd>.warc.gz`; not with -o or -O.
ARCHIVE_RAW = True
ARCHIVE_DISCOVERY = False  # whether responses of sitemaps, feeds and lists are kept as well

# --- politeness ------------------------------------------------------------------------------------------------------

# What each site is told about who asks. CONTACT takes the place of the address, which is only that of the program.
USER_AGENT = f"hanoi_press/{__version__} (+https://github.com/hanoi-press/hanoi_press)"
CONTACT = None  # a mail address or a web page of whoever crawls; it goes into USER_AGENT
# Liferay and others choose a page's language by it. Scrapy's default asks for English.
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "vi,en;q=0.5",
}
ROBOTSTXT_OBEY = True  # what robots.txt forbids is not requested
ROBOTSTXT_PARSER = "hanoi_press.middlewares.robots.HtmlAwareRobotParser"  # an HTML page in its place forbids nothing
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # one request at a time to a site
CONCURRENT_REQUESTS = 2  # one in flight and one next
DOWNLOAD_DELAY = 0.5  # seconds from one request to the next at least; a Crawl-delay in robots.txt raises it
DOWNLOAD_DELAY_JITTER = 0  # Scrapy's ±50 % would let the shortest wait be half of DOWNLOAD_DELAY
AUTOTHROTTLE_ENABLED = True  # a slow site gets longer waits: they follow the latency of the last response
AUTOTHROTTLE_TARGET_CONCURRENCY = 0.5  # from start to start twice the latency: the site rests as long as it worked
AUTOTHROTTLE_START_DELAY = 0  # before the first response is measured, DOWNLOAD_DELAY alone counts
AUTOTHROTTLE_MAX_DELAY = 30  # seconds; the longest wait that a slow site causes

SOURCE_DELAYS: dict[str, float] = {}  # DOWNLOAD_DELAY of single sources, `{"hanoimoi": 1.5}`

# --- web archives ----------------------------------------------------------------------------------------------------

COMMONCRAWL_INDEX_URL = "https://index.commoncrawl.org"  # the server of Common Crawl's indexes, or a mirror of it
COMMONCRAWL_DATA_URL = "https://data.commoncrawl.org"  # the server of Common Crawl's WARC files, or a mirror of it
WAYBACK_URL = "https://web.archive.org"  # the Wayback Machine: its index and its captures
WEB_ARCHIVE_DELAY = 1.5  # seconds from one request to a web archive to the next, which serves all the world
WEB_ARCHIVE_BACKOFF = 30  # seconds without a request after it answers 429, 503 or not at all, doubled each time
WEB_ARCHIVE_BACKOFF_MAX = 900  # seconds; the longest pause of a web archive
WEB_ARCHIVE_TIMEOUT = 300  # seconds for a whole answer: the index searches all captures of a host for one year
WEB_ARCHIVE_RETRIES = 8  # after the first request; then the run ends, and the next one goes on where it was

# --- every night -----------------------------------------------------------------------------------------------------

HARVEST_SOURCES: list[str] = []  # what `harvest` harvests when no source is named; empty for all
HARVEST_EXCLUDE: list[str] = []  # sources that `harvest` leaves out when none is named
KEEP_ARCHIVES = None  # how long pages stay in the archive, as "90d"; None for ever
RUN_REPORTS = True  # whether a harvest writes `reports/<run>.html` and `reports/index.html` (docs/report.md)
NOTIFY: list[str] = []  # addresses of apprise (`mailto://…`, `tgram://…`) that are told about a harvest
NOTIFY_COMMAND = None  # a command line that is run after a harvest, with the run's JSON on standard input
NOTIFY_PING = None  # a web address that is requested after each harvest; after exit code 1 with `/fail` behind it
NOTIFY_WHEN = "attention"  # notices only if something needs a person; or "always"

# --- failures --------------------------------------------------------------------------------------------------------

RETRY_BACKOFF = 0.5  # seconds without a request after a failure, doubled for each further one in a row, ±50 %
RETRY_BACKOFF_MAX = 30  # seconds; the longest such pause
RETRY_TIMES = 5  # after the first request; then the page waits for the next run
DOWNLOAD_TIMEOUT = 60  # seconds for a whole response
DOWNLOAD_MAXSIZE = 20 * 1024 * 1024  # bytes; the largest article page seen has 420 KB
DOWNLOAD_WARNSIZE = 5 * 1024 * 1024  # bytes; a larger response is named in the log
DOWNLOAD_FAIL_ON_DATALOSS = True  # a response with fewer bytes than announced is a failure
REDIRECT_MAX_TIMES = 5  # a longer chain of redirects is a failure
URLLENGTH_LIMIT = 0  # Scrapy would drop addresses of more than 2083 characters without a word; the server decides
# Seconds (elapsed) for unpacking a response, for reading an article, for checking it, and for each step of discovery.
# A page of the samples takes 0.02 s at most, 0.2 s with the import of trafilatura. What takes longer is `too-costly`.
PAGE_SECONDS = 10
PAGE_MEMORY = 2 * 1024**3  # bytes that reading pages may take on top of what the process has; at least 256 MB

# --- security --------------------------------------------------------------------------------------------------------

REMOTE_CONTROL_ENABLED = False  # it runs Python that is sent to it
TELNETCONSOLE_ENABLED = False  # the same over telnet
COOKIES_ENABLED = False  # no site needs them, and the cookie jar downloads a list of domains from the internet
# Scrapy accepts any certificate. A source with a certificate known to be invalid turns this off in its `settings`.
DOWNLOAD_VERIFY_CERTIFICATES = True

# Whether hosts at private addresses, and ports other than 80 and 443, are fetched: for tests on loopback, and for
# networks whose DNS leads a paper's name to an inner address. The environment variable HANOI_PRESS_ALLOW_PRIVATE=1 says
# the same. An own name that leads to such an address, or a redirect to such a port, is a failure otherwise.
ALLOW_PRIVATE_ADDRESSES = os.environ.get("HANOI_PRESS_ALLOW_PRIVATE") == "1"

# --- speed -----------------------------------------------------------------------------------------------------------

SCHEDULER_PRIORITY_QUEUE = "scrapy.pqueues.ScrapyPriorityQueue"  # a run asks one site: nothing to balance between hosts
CONCURRENT_ITEMS = 4  # a response yields one article; Scrapy starts 100 tasks for it
METAREFRESH_ENABLED = False  # it scans each page for `<meta refresh>`, which OneCMS prints
WARN_ON_GENERATOR_RETURN_VALUE = False  # it reads the source code of `parse` again for each page

# --- the parts of the pipeline ---------------------------------------------------------------------------------------

# It checks the addresses of connections, bounds headers, and ends a run without sending what still waits.
DOWNLOADER = "hanoi_press.middlewares.press_downloader.PressDownloader"
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the spider requests an article once, by its id
# The numbers are Scrapy's order of middlewares: requests pass from small to large, responses back.
DOWNLOADER_MIDDLEWARES = {
    "hanoi_press.middlewares.warc_reread.WarcRereadMiddleware": 10,  # outside robots.txt: nothing is requested
    "hanoi_press.middlewares.stopped_site.StoppedSiteMiddleware": 20,  # outside robots.txt, for the same reason
    "hanoi_press.middlewares.unreachable_robots.UnreachableRobotsMiddleware": 540,  # outside the retries (550)
    "hanoi_press.middlewares.warc_writer.WarcWriterMiddleware": 545,  # outside the retries: one answer a page
    "hanoi_press.middlewares.backoff.BackoffMiddleware": 560,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "hanoi_press.middlewares.decode.DecodeMiddleware": 590,
    "hanoi_press.middlewares.capture_answers.CapturesMiddleware": 640,  # inside all that judge or store a site's answer
    "hanoi_press.middlewares.politeness.PolitenessMiddleware": 650,  # sees a redirect before Scrapy (600) follows it
    "hanoi_press.middlewares.warc_stream.WarcStreamMiddleware": 940,
    "hanoi_press.middlewares.warc_replay.WarcReplayMiddleware": 950,
}
# An article passes these from small to large numbers; the last one writes it.
ITEM_PIPELINES = {
    "hanoi_press.pipelines.check_articles.CheckArticlesPipeline": 100,
    "hanoi_press.pipelines.refuse_repeated.RefuseRepeatedPipeline": 150,
    "hanoi_press.pipelines.deduplicate.DeduplicatePipeline": 200,
    "hanoi_press.pipelines.drop_boilerplate.DropBoilerplatePipeline": 300,
    "hanoi_press.pipelines.write_articles.WriteArticlesPipeline": 900,
}
# Small numbers are opened first: the data folder before the report, which reads its counters.
EXTENSIONS = {
    "hanoi_press.extensions.log_handler.LogExtension": 1,
    "scrapy.extensions.logstats.LogStats": None,  # our progress says it in more useful numbers
    "scrapy.extensions.feedexport.FeedExporter": None,
    "hanoi_press.extensions.checked_feeds.CheckedFeedExporter": 2,
    "hanoi_press.extensions.template_saving.TemplateSavingExtension": 4,  # before the folder is closed
    "hanoi_press.extensions.data_folder.DataFolderExtension": 5,
    "hanoi_press.extensions.crawl_delay.CrawlDelayExtension": 10,
    "hanoi_press.extensions.retry_after.RetryAfterExtension": 11,
    "hanoi_press.extensions.progress.ProgressExtension": 20,
    "hanoi_press.extensions.run_report.RunReportExtension": 900,
}
# What `-o` and `-O` write: articles with lists and records that other programs read, other items as Scrapy does.
FEED_EXPORTERS = {
    "csv": "hanoi_press.extensions.feed_exporters.ArticleCsvExporter",
    "json": "hanoi_press.extensions.feed_exporters.ArticleJsonExporter",
    "jsonl": "hanoi_press.extensions.feed_exporters.ArticleJsonLinesExporter",
    "jsonlines": "hanoi_press.extensions.feed_exporters.ArticleJsonLinesExporter",
    "jl": "hanoi_press.extensions.feed_exporters.ArticleJsonLinesExporter",
    "xml": "hanoi_press.extensions.feed_exporters.ArticleXmlExporter",
    "pickle": "hanoi_press.extensions.feed_exporters.ArticlePickleExporter",
    "marshal": "hanoi_press.extensions.feed_exporters.ArticleMarshalExporter",
}
FEED_EXPORT_ENCODING = "utf-8"  # letters as they are in `-o FILE.jsonl`, not as \uXXXX
# A terminal shows the progress, cron the log. `--quiet` is WARNING and no progress, `--verbose` DEBUG.
LOG_LEVEL = "WARNING" if can_redraw() else "INFO"
LOG_INSTALL_ROOT_HANDLER = False  # Scrapy's log has fifty lines a source on itself; True with `--verbose`
PROGRESS_DISABLED = False  # no progress in a terminal, and no lines on it in the log
LOGSTATS_INTERVAL = 600  # seconds between two log lines on the progress of a source, without a terminal
