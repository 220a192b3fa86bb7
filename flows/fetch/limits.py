"""How long, how much and how often: what a fetch may cost before it is given up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes and attempts. Each pause doubles the one before, from `backoff_seconds` to `longest_pause`."""

    connect_seconds: float = 10
    read_seconds: float = 30
    total_seconds: float = 900
    largest: int = 256 * 1024 * 1024
    retries: int = 3
    backoff_seconds: float = 1
    longest_pause: int = 60


LIMITS = Limits()
