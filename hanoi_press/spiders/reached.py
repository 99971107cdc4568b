"""Record how far back the lists of a run lead, and whether articles were missed because they end too early."""

from __future__ import annotations

from hanoi_press.crawl.page_history import History
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.discovery import VN
from hanoi_press.discovery.reach import Reach
from hanoi_press.spiders.arguments import CrawlArguments


def record_reach(outcome: RunOutcome, history: History, arguments: CrawlArguments, reach: Reach | None) -> int | None:
    """Record on the outcome how far back the lists lead. Return the time before which nothing counts as seen, if any.

    Days that no list reaches are named in each run. They are a fault if the lists begin later than the last complete
    run: what was published in between was missed. In the first run of a whole source they are one, too.
    """
    begins, since = reach.begins if reach else None, arguments.first_moment
    if since is not None:
        outcome.reached_back_to = (begins or since).astimezone(VN).date().isoformat()
    if reach is None or begins is None:
        return None
    beginning = int(begins.timestamp())
    is_seamless = history.continues(beginning)
    is_missed = not is_seamless and (history.has_coverage or bool(since and arguments.compared_as))
    if since is not None or is_missed:
        day = begins.astimezone(VN).date().isoformat()
        outcome.unseen_days = f"the lists begin on {day}; days before were not seen"
    if is_missed:
        outcome.count("unseen")
    return beginning if not is_seamless and (reach.is_feed or history.has_coverage) else None
