"""Request the address of a health check after a harvest, so that a night that never came is noticed as well."""

from __future__ import annotations

import urllib.error
import urllib.request
from urllib.parse import urlsplit, urlunsplit

from hanoi_press import __version__


def ping_address(address: str, *, is_failure: bool) -> str:
    """Return the address to request: after a failure with `/fail` behind its path.

    >>> ping_address("https://hc-ping.com/uuid?rid=1", is_failure=True)
    'https://hc-ping.com/uuid/fail?rid=1'
    """
    parts = urlsplit(address)
    path = f"{parts.path.rstrip('/')}/fail" if is_failure else parts.path
    return urlunsplit(parts._replace(path=path))


def ping(address: str, *, is_failure: bool, seconds: float) -> str:
    """Request an address; return what went wrong, "" if nothing did. Only its host is in it: the path is a secret."""
    try:
        host = urlsplit(address).hostname or "?"
        if urlsplit(address).scheme not in ("http", "https"):
            return "it is no address of a web page"
        asked = ping_address(address, is_failure=is_failure)
        request = urllib.request.Request(asked, headers={"User-Agent": f"hanoi_press/{__version__}"})
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            answer.read(1)
    except urllib.error.HTTPError as error:
        error.close()
        return f"{host} answered HTTP {error.code}"
    except urllib.error.URLError as error:
        return f"{host} could not be reached: {_reason(error.reason)}"
    except TimeoutError:
        return f"{host} did not answer within {seconds:g} s"
    except ValueError:
        return "it is no address of a web page"
    except Exception as error:  # http.client has a dozen for answers that are no HTTP
        return f"{host} gave no sound answer: {type(error).__name__}"
    return ""


def _reason(reason: object) -> str:
    """Return why a connection failed, in few words: `certificate verify failed: self-signed certificate`."""
    text = getattr(reason, "verify_message", None)
    if text:
        return f"its certificate is not valid: {text}"
    return str(getattr(reason, "strerror", None) or reason)
