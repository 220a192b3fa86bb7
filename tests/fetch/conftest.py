"""What the tests of fetching share."""

from collections.abc import Iterator

import pytest

from tests.fetch.serving import Site, served


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as running:
        yield running
