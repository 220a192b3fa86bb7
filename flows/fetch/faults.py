"""What the web did wrong, in words: from exceptions of requests and urllib3 to SourceError."""

import requests
from urllib3 import exceptions

from flows.errors import SourceError
from flows.fetch.limits import Limits

LATER = "Try again later"
ADVICE = {
    401: "It wants a password: save the document with a browser, and publish the file",
    403: "It turns programs away: save the document with a browser, and publish the file",
    404: "Look at the address: the document may have moved",
    410: "The publisher took it away; publish a saved copy",
}

Fault = type[Exception] | tuple[type[Exception], ...]
# The first that fits: urllib3 counts a refused connection among its timeouts, and an unknown host among these.
_FAULTS: tuple[tuple[Fault, str, str], ...] = (
    (
        (exceptions.SSLError, requests.exceptions.SSLError),
        "no secure connection (TLS) could be made",
        "Look at the address, and at the certificate in a browser",
    ),
    (
        (exceptions.ProxyError, requests.exceptions.ProxyError),
        "the proxy did not let it through",
        "Look at HTTPS_PROXY",
    ),
    (exceptions.NameResolutionError, "no such host is known", "Look at the address, and at your connection"),
    (exceptions.NewConnectionError, "the server does not answer", "Look at the address, and at your connection"),
    (
        (exceptions.TimeoutError, requests.exceptions.Timeout),
        "the server took too long to answer (timeout)",
        LATER,
    ),
    (requests.exceptions.TooManyRedirects, "it redirects for ever", "Look at the address in a browser"),
    (
        (exceptions.DecodeError, requests.exceptions.ContentDecodingError),
        "what the server sent cannot be unpacked",
        LATER,
    ),
    (
        (exceptions.ProtocolError, requests.exceptions.ConnectionError),
        "the connection broke off before the document was whole",
        LATER,
    ),
    (
        (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, exceptions.LocationParseError),
        "this is no address that can be fetched",
        "Give an http(s) URL",
    ),
)


def source_error(error: Exception, where: str) -> SourceError:
    """The fault that lies under an exception, whichever library wrapped it."""
    cause = _cause(error)
    for kinds, what, remedy in _FAULTS:
        if isinstance(cause, kinds):
            return SourceError(what, where, remedy)
    return SourceError(f"it could not be fetched: {cause}", where, LATER)


def unexpected_status(status: int, reason: str, where: str) -> SourceError:
    """An answer that is no document."""
    return SourceError(f"the server answered {status} {reason}".rstrip(), where, ADVICE.get(status, LATER))


def too_large(where: str, limits: Limits) -> SourceError:
    """More bytes than a disclosure has."""
    what = f"it is larger than {limits.largest:,} bytes"
    return SourceError(what, where, "Look at the address: a disclosure is one document of one organisation")


def too_slow(where: str, limits: Limits) -> SourceError:
    """A body that trickles."""
    return SourceError(f"it did not come in within {limits.total_seconds:g} seconds (timeout)", where, LATER)


def _cause(error: Exception) -> BaseException:
    """What urllib3 gave up for, if it gave up after several attempts."""
    inner = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    reason = inner.reason if isinstance(inner, exceptions.MaxRetryError) else inner
    return reason or error
