"""What the report says of web archives, from records that may hold anything."""

from __future__ import annotations

from typing import Any

import pytest

from hanoi_press.report.asked_archives import asked_archives
