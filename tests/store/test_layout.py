"""Names in an output folder: which folders are packages, and which versions are whole."""

from pathlib import Path

from flows.store.folder import Folder
from flows.store.layout import latest_versions, versions


def test_versions_are_ordered_as_numbers_and_what_is_not_whole_is_none(tmp_path: Path) -> None:
    for version in ("1.9.0", "1.10.0", "2.0.0", ".2.1.0.123", "old"):
        folder = tmp_path / "350200-2024-budget" / version
        folder.mkdir(parents=True)
        if version != "2.0.0":
            (folder / "datapackage.json").write_text("{}")
    assert latest_versions(Folder(tmp_path))["350200-2024-budget"].name == "1.10.0"
    assert [str(version) for version in versions(Folder(tmp_path), "350200-2024-budget")] == [
        "1.9.0",
        "1.10.0",
        "2.0.0",
    ]


def test_only_what_is_named_like_a_package_is_one(tmp_path: Path) -> None:
    for name in ("350200-2024-budget", "350200-2024-audit", "archive", "registry"):
        folder = tmp_path / name / "1.0.0"
        folder.mkdir(parents=True)
        (folder / "datapackage.json").write_text("{}")
    assert list(latest_versions(Folder(tmp_path))) == ["350200-2024-budget"]
    assert latest_versions(Folder(tmp_path / "nowhere")) == {}
