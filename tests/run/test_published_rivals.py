"""A document takes no other's place in a package unless it is its new state, is listed, or is told to."""

import shutil
from pathlib import Path

import duckdb
import pytest

from flows.run.pipeline import locate_sources, publish_sources
from tests.cli.running import Run, gongkai
from tests.fetch.serving import Answer, served
from tests.places import LAYOUTS
from tests.publish.layouts import COUNTY

HEAD = "jurisdiction_code,organisation,fiscal_year,stage,scope,location,title,sha256\n"
DISCLOSURE = "530423-2025-budget-department-通海县示例局"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    publish(LAYOUTS / "county.md", "--output", folder)
    return folder


@pytest.fixture
def output(published: Path, tmp_path: Path) -> Path:
    """A folder in which `county.md` was published."""
    return Path(shutil.copytree(published, tmp_path / "output"))


def publish(*arguments: str | Path, status: int = 0) -> Run:
    return gongkai("publish", "--jobs", "1", *arguments, status=status)


def document(folder: Path, name: str, amount: str = "2,000.00") -> Path:
    """The county's disclosure in a folder of its own, with another amount."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    text = (LAYOUTS / "county.md").read_text(encoding="utf-8")
    path.write_text(text.replace("1,000.00", amount), encoding="utf-8")
    return path


def sources(output: Path) -> list[str]:
    with duckdb.connect(str(output / "catalog.duckdb"), read_only=True) as catalog:
        return [row[0] for row in catalog.execute("SELECT source FROM disclosures ORDER BY ALL").fetchall()]


def versions(output: Path) -> list[str]:
    return sorted(path.name for path in (output / COUNTY).iterdir())


def test_another_document_of_the_same_id_is_refused_by_name(output: Path, tmp_path: Path) -> None:
    other = document(tmp_path, "other.md")
    run = publish(other, "--output", output, status=1)
    printed = " ".join(run.stderr.split())
    assert f"it claims to be {DISCLOSURE}, which {COUNTY} holds from another document, county.md" in printed
    assert "--replace" in printed
    assert (versions(output), sources(output)) == (["1.0.0"], ["county.md"])


def test_what_comes_with_it_is_published(output: Path, tmp_path: Path) -> None:
    publish(document(tmp_path, "other.md"), LAYOUTS / "national.md", "--output", output, status=1)
    assert sources(output) == ["county.md", "national.md"]


@pytest.mark.parametrize(("name", "told"), [("county.md", "(unchanged)"), ("renamed.md", "1.1.0")])
def test_the_same_bytes_are_the_same_document_from_anywhere(name: str, told: str, output: Path, tmp_path: Path) -> None:
    moved = document(tmp_path / "moved", name, amount="1,000.00")
    assert told in publish(moved, "--output", output).stdout
    assert sources(output) == [name]


def test_a_corrected_document_of_the_same_name_is_a_new_version(output: Path, tmp_path: Path) -> None:
    publish(document(tmp_path / "corrected", "county.md"), "--output", output)
    assert versions(output) == ["1.0.0", "1.1.0"]


def test_the_operator_may_replace_one_by_another(output: Path, tmp_path: Path) -> None:
    other = document(tmp_path, "other.md")
    publish(other, "--output", output, "--replace")
    assert (versions(output), sources(output)) == (["1.0.0", "1.1.0"], ["other.md"])
    publish(LAYOUTS / "county.md", "--output", output, status=1)


def test_what_the_register_lists_takes_the_place_of_what_was_there(output: Path, tmp_path: Path) -> None:
    registry = tmp_path / "registry"
    document(registry, "corrected.md")
    row = "530423,通海县示例局,2025,budget,department,corrected.md,更正后的预算,\n"
    (registry / "sources.csv").write_text(HEAD + row, encoding="utf-8")
    assert not publish_sources(locate_sources([], registry), output, jobs=1).refusals
    assert sources(output) == ["更正后的预算"]


def test_a_url_may_give_a_corrected_document_and_another_url_may_not(tmp_path: Path) -> None:
    first, corrected = (document(tmp_path, "a.md", amount).read_bytes() for amount in ("1,000.00", "2,000.00"))
    with served() as site:
        url = site.url("/2025.md", Answer(body=first), Answer(body=corrected))
        other = site.url("/2025-2.md", Answer(body=document(tmp_path, "b.md", "3,000.00").read_bytes()))
        for location, status in ((url, 0), (url, 0), (other, 1)):
            publish(location, "--output", tmp_path / "output", status=status)
    assert (versions(tmp_path / "output"), sources(tmp_path / "output")) == (["1.0.0", "1.1.0"], [url])


def test_documents_of_one_id_in_one_run_are_both_refused(tmp_path: Path) -> None:
    other = document(tmp_path, "other.md")
    run = publish(other, LAYOUTS / "county.md", "--output", tmp_path / "output", "--replace", status=1)
    assert run.stderr.count(f"it claims to be {DISCLOSURE}") == 2
    assert not (tmp_path / "output" / COUNTY).exists()
