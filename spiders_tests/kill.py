"""Kill a harvest many times, let it finish, and compare its corpus with that of an undisturbed one.

python -m spiders_tests.kill --kills 100 [--seed 7] [--articles 200] [--ledger] [--zstd] [--power] [--reread]

`--power`: after each kill the files are as a power failure may leave them (`spiders_tests.power`).
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from hanoi_press.warc.reader import responses
from spiders_tests.faulty_extensions import BrokenReaderExtension, with_extension
from spiders_tests.nights import Running, corpus, night, nothing_left
from spiders_tests.power import LOG, cut_power
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.serve import serve


@dataclass(frozen=True)
class Trial:
    """How a harvest is disturbed: the number of kills; `ledger`: the ledger is deleted before every second run.

    `power`: after each kill, what was not synced to the disk is cut or zeroed. `reread`: a first harvest can read no
    page, so that the disturbed ones read all from its archive.
    """

    kills: int
    seed: int = 7
    articles: int = 60
    ledger: bool = False
    power: bool = False
    reread: bool = False
    arguments: tuple[str, ...] = ()


def paper_of(articles: int) -> Paper:
    """Return a paper with `articles` old articles, ten a day."""
    paper = Paper()
    start = at("2023-03-01 06:00")
    for number in range(articles):
        paper.publish(1000 + number, start + timedelta(days=number // 10, minutes=60 * (number % 10)))
    return paper


def differences(trial: Trial, data: Path, plain: Path) -> list[str]:
    """Run the trial in `data` and an undisturbed harvest in `plain`. Return what they differ in."""
    chosen = random.Random(trial.seed)
    paper = paper_of(trial.articles)
    with serve(paper.pages(), delay=0.004) as served:
        undisturbed = night(plain, served, *trial.arguments)
        log = data.with_name("synced.jsonl")
        died = 0
        if trial.reread:
            night(data, served, *with_extension(BrokenReaderExtension, 1), *trial.arguments)
        asked = len(served.log)
        for turn in range(trial.kills):
            if trial.ledger and turn % 2:
                for file in data.glob("ledger.sqlite*"):
                    file.unlink()
            run = Running(data, served, *trial.arguments, environment={LOG: str(log)} if trial.power else {})
            # most kills fall between two answers, some before the first and after the last one
            if chosen.random() < 0.15:
                time.sleep(chosen.uniform(0.2, 1.2))
            elif trial.reread:
                run.wait_until(partial(_has_written, data, chosen.randint(0, trial.articles // trial.kills)))
            elif run.wait_for(chosen.randint(1, max(2, trial.articles // max(1, trial.kills // 2)))):
                time.sleep(chosen.uniform(0, 0.03))
            code, _, err = run.end(signal.SIGKILL)
            if code == -signal.SIGKILL:
                died += 1
                if trial.power:
                    cut_power(data, log, chosen)
            elif code:
                return [f"run {turn} ended with {code}: {err[-2000:]}"]
        last = night(data, served, *trial.arguments)
        again = [hit.url for hit in served.log[asked:] if "bai-viet-" in hit.url]
    found = [] if (undisturbed.code, last.code) == (0, 0) else [f"exit {undisturbed.code} and {last.code}: {last.err}"]
    found += [f"left behind: {name}" for name in nothing_left(data)]
    found += [f"requested again: {url}" for url in again if trial.reread]
    found += archive_faults(data, may_lack=trial.power)
    if trial.kills and not died:
        found.append("no run was killed")
    return found + compare(corpus(data), corpus(plain), {piece.id for piece in paper.pieces.values()})


def _has_written(data: Path, lines: int) -> bool:
    """Return True if the current run has written so many lines."""
    with suppress(FileNotFoundError):  # it is renamed now
        return sum(part.read_bytes().count(b"\n") for part in data.glob("parts/*/*/articles/*/*/*.part")) >= lines
    return True


def archive_faults(data: Path, *, may_lack: bool = False) -> list[str]:
    """Return damage in the archives, and articles whose page is not where their line states it.

    `may_lack`: a line may state no place, because its record was lost.
    """
    found: list[str] = []
    for file in data.glob("articles/*/*/*.jsonl"):
        for line in map(json.loads, file.read_text("utf-8").splitlines()):
            where = line["archive"]
            if where is None and may_lack:
                continue
            record = next(responses(data / where["file"], lambda damage: None, start=where["offset"]), None)
            if record is None or record.offset != where["offset"] or line["id"].partition("/")[2] not in record.url:
                found.append(f"{line['id']} is not in {where}")
    for path in data.glob("archive/*/*/*.warc.gz"):
        for _ in responses(path, lambda damage: found.append(str(damage))):
            pass
    return found


def compare(got: list[dict[str, Any]], wanted: list[dict[str, Any]], ids: set[str]) -> list[str]:
    """Return what two corpora differ in, line by line. `ids`: all articles of the paper."""
    found = [] if {one["id"] for one in wanted} == ids else ["the undisturbed harvest is not complete"]
    if len(got) != len(wanted):
        found.append(f"{len(got)} lines in place of {len(wanted)}")
    found += [f"{mine['id']} is not {other['id']}" for mine, other in zip(got, wanted, strict=False) if mine != other]
    return found


def main() -> int:
    """Print what differs. Return the exit code: 0 if nothing does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--ledger", action="store_true", help="delete the ledger every other time")
    parser.add_argument("--zstd", action="store_true", help="compressed segments")
    parser.add_argument("--power", action="store_true", help="cut the power instead of only killing the process")
    parser.add_argument("--reread", action="store_true", help="all pages are read again from the archive")
    options = parser.parse_args()
    extra = ("-s", "SEGMENT_COMPRESSION=zstd") if options.zstd else ()
    trial = Trial(options.kills, options.seed, options.articles, options.ledger, options.power, options.reread, extra)
    print(trial, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        found = differences(trial, Path(folder, "killed"), Path(folder, "plain"))
    print("\n".join(found) or f"{options.kills} kills: the corpus is the same, line by line")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
