"""Send what a run was like to people and monitors: apprise, a command, a health check. No Scrapy."""

from hanoi_press.notices.sending import send_notices

__all__ = ["send_notices"]
