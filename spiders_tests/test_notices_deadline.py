"""`notices/deadline.py`: a job that hangs does not hold up a harvest, or the end of its process."""

from __future__ import annotations

import subprocess
import sys
import threading

from hanoi_press.notices.deadline import run_jobs


def test_what_went_wrong_by_job() -> None:
    def breaks() -> str:
        raise KeyError("x")

    jobs = {"fine": lambda: "", "refused": lambda: "HTTP 500", "broken": breaks}
    assert run_jobs(jobs, 10) == {"refused": "HTTP 500", "broken": "KeyError: 'x'"}


def test_a_job_that_hangs_is_left_behind() -> None:
    forever = threading.Event()
    jobs = {"hangs": lambda: str(forever.wait(60)), "fine": lambda: ""}
    assert run_jobs(jobs, 0.05) == {"hangs": "no answer within 0.05 s"}
    forever.set()


def test_the_process_ends_though_a_job_hangs() -> None:
    lines = "import time\nfrom hanoi_press.notices.deadline import run_jobs\n"
    lines += "print(run_jobs({'hangs': lambda: time.sleep(600) or ''}, 0.05))"
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "{'hangs': 'no answer within 0.05 s'}\n")
