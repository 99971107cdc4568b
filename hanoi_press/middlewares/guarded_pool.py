"""Connect to public addresses only, and read bounded answers: the connections of every download handler."""

from __future__ import annotations

from typing import Any
from weakref import WeakSet

from scrapy.core.downloader.handlers.http11 import _TunnelingTCP4ClientEndpoint
from twisted.internet.defer import Deferred, fail
from twisted.internet.endpoints import HostnameEndpoint
from twisted.internet.error import ConnectionAborted
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from twisted.python.failure import Failure
from twisted.web._newclient import HTTP11ClientProtocol
from twisted.web.client import HTTPConnectionPool
from zope.interface import implementer  # type: ignore[import-untyped]

from hanoi_press.middlewares.bounded_answers import BoundedFactory
from hanoi_press.text.hosts import is_public_address


class PrivateAddressError(Exception):
    """Raised for a host whose name leads to no public address, before anything is sent to it."""


@implementer(IResolutionReceiver)
class PublicAddresses:
    """A receiver of addresses that hands on the public ones; `refused` are the others."""

    receiver: Any  # the next one

    def __init__(self) -> None:
        self.refused: list[str] = []
        self.kept = 0

    def resolutionBegan(self, resolutionInProgress: Any) -> None:
        self.receiver.resolutionBegan(resolutionInProgress)

    def addressResolved(self, address: Any) -> None:
        host = getattr(address, "host", "")
        if is_public_address(host):
            self.kept += 1
            self.receiver.addressResolved(address)
        else:
            self.refused.append(host)

    def resolutionComplete(self) -> None:
        self.receiver.resolutionComplete()


@implementer(IHostnameResolver)
class PublicNames:
    """The reactor's resolver, without the addresses that are not public."""

    def __init__(self, resolver: Any) -> None:
        self.resolver = resolver
        self.found = PublicAddresses()

    def resolveHostName(self, resolutionReceiver: Any, *args: Any, **kwargs: Any) -> Any:
        self.found.receiver = resolutionReceiver
        return self.resolver.resolveHostName(self.found, *args, **kwargs)


class GuardedPool(HTTPConnectionPool):
    """A pool whose new connections lead to public addresses only, and whose answers are bounded.

    The addresses that a name resolves to are filtered between the resolver and the connection, so that they are the
    very ones connected to, whatever the name resolves to at another time (DNS rebinding). Addresses in place of a name
    pass the resolver as well. A proxy is named by the operator and may have any address; it resolves the names itself.
    """

    _factory = BoundedFactory

    def __init__(self, reactor: Any, *, per_host: int, public_only: bool) -> None:
        super().__init__(reactor, persistent=True)  # type: ignore[no-untyped-call]
        self.maxPersistentPerHost = per_host
        self.public_only = public_only
        self._is_aborted = False
        self._connecting: set[Deferred[Any]] = set()
        self._connected: WeakSet[HTTP11ClientProtocol] = WeakSet()

    def abort(self) -> None:
        """End all connections, for good; their requests fail."""
        self._is_aborted = True  # or Twisted would try again what it sent over a connection that it had kept
        for connecting in list(self._connecting):
            connecting.cancel()
        for protocol in list(self._connected):
            if protocol.transport is not None:
                protocol.transport.abortConnection()

    def _newConnection(self, key: Any, endpoint: Any) -> Deferred[Any]:
        if self._is_aborted:
            return fail(ConnectionAborted())
        connecting = self._guarded_connection(key, endpoint)
        self._connecting.add(connecting)

        def connected(result: Any) -> Any:
            self._connecting.discard(connecting)
            if not isinstance(result, Failure):
                self._connected.add(result)
            return result

        return connecting.addBoth(connected)

    def _guarded_connection(self, key: Any, endpoint: Any) -> Deferred[Any]:
        is_proxy = key[0] == b"http-proxy" or isinstance(endpoint, _TunnelingTCP4ClientEndpoint)
        if is_proxy or not self.public_only:
            return super()._newConnection(key, endpoint)
        plain = getattr(endpoint, "_wrappedEndpoint", endpoint)  # the connection below TLS
        if not isinstance(plain, HostnameEndpoint):
            return fail(TypeError(f"no address to check in {plain!r}"))
        names = PublicNames(self._reactor.nameResolver)
        setattr(plain, "_getNameResolverAndMaybeWarn", lambda reactor: names)  # noqa: B010
        connected = super()._newConnection(key, endpoint)
        return connected.addErrback(_name_the_refusal, plain._hostText, names.found)


def _name_the_refusal(failure: Failure, host: str, found: PublicAddresses) -> Failure:
    """Return the failure of a connection; if all addresses were refused, one that says so."""
    if not found.refused or found.kept:
        return failure
    leads_to = ", ".join(found.refused[:4])
    advice = "if it is to be fetched all the same, set ALLOW_PRIVATE_ADDRESSES=True"
    error = PrivateAddressError(f"{host} leads to {leads_to}, which is no public address; {advice}")
    return Failure(error)  # type: ignore[no-untyped-call]
