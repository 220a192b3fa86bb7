"""However many documents are held at a time, a run publishes and refuses the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from flows.model import Source
from flows.run.pipeline import IN_PROCESS, locate_sources, publish_sources
from flows.run.summary import RunResult
from tests.places import LAYOUTS

COUNTY, NATIONAL = LAYOUTS / "county.md", LAYOUTS / "national.md"
BUNDLED = tuple(source for source in locate_sources([]) if isinstance(source, Source))


def published(sources: tuple[Source, ...], output: Path, batch: int) -> RunResult:
    return publish_sources(sources, output, jobs=1, steps=replace(IN_PROCESS, batch=batch))


def content(folder: Path) -> dict[str, bytes]:
    """Every file of every package, and the quarantine."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".duckdb" and "archive" not in path.relative_to(folder).parts
    }


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RunResult]:
    output = tmp_path_factory.mktemp("at-once")
    return output, published(BUNDLED, output, len(BUNDLED))


def test_one_at_a_time_gives_the_same_bytes_and_the_same_summary(
    at_once: tuple[Path, RunResult], tmp_path: Path
) -> None:
    output, outcome = at_once
    one_by_one = published(BUNDLED, tmp_path, 1)
    assert content(tmp_path) == content(output)
    assert one_by_one.disclosures == outcome.disclosures
    assert len(outcome.disclosures) == len(BUNDLED) > 1
    assert one_by_one.refusals == outcome.refusals == ()


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_rivals_of_different_batches_are_both_refused(tmp_path: Path, batch: int) -> None:
    """The second says of itself that it is the first; whether they meet in a batch makes no difference."""
    rival = tmp_path / "rival.md"
    rival.write_bytes(COUNTY.read_bytes() + b"\n\n")
    sources = tuple(Source(str(path)) for path in (NATIONAL, COUNTY, rival))
    outcome = published(sources, tmp_path / "output", batch)
    assert {refusal.location for refusal in outcome.refusals} == {str(rival), str(COUNTY)}
    assert all("claims to be" in refusal.what for refusal in outcome.refusals)
    assert len(outcome.disclosures) == 1


def test_a_run_over_nothing_publishes_nothing(tmp_path: Path) -> None:
    outcome = published((), tmp_path, 1)
    assert (outcome.releases, outcome.disclosures, outcome.refusals) == ((), (), ())
    assert outcome.catalog.is_file()
