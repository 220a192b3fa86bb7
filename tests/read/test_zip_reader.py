"""ZIP: one disclosure in parts, in their order and with their names, and the archives that are refused."""

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from flows.errors import UnreadableError
from flows.model import Document, Line
from flows.read.sniff import sniff
from tests.read.disclosed import ITEMS, PROSE, TABLES, blocks, document, grids, items, lines
from tests.read.office import old_workbook, word, workbook


def packed(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def references(found: Document) -> list[str | None]:
    return [block.reference for block in blocks(found) if isinstance(block, Line)]


WHOLE = {"附件1：预算说明.docx": word(tables=()), "附件2：预算公开表.xls": old_workbook(prose=())}


def test_a_disclosure_in_parts_is_recognised(tmp_path: Path) -> None:
    found = document(tmp_path, packed(WHOLE))
    assert found.format == "zip"
    assert sorted(items(found), key=str) == sorted(ITEMS, key=str)


def test_pages_are_numbered_through_and_addresses_name_the_part(tmp_path: Path) -> None:
    found = document(tmp_path, packed(WHOLE))
    assert [page.number for page in found.pages] == [1, 2, 3, 4, 5]
    assert {block.page for block in found.pages[0].blocks} == {1}
    assert blocks(found)[0].page == 1
    grid = grids(found)[0]
    assert (grid.page, {cell.page for cell in grid.cells}) == (2, {2})
    cell = next(cell for cell in grid.cells if cell.text == "34.00")
    assert cell.reference == "附件2：预算公开表.xls: 收支预算总表!B6"


def test_parts_follow_in_natural_order_the_prose_first(tmp_path: Path) -> None:
    names = ["10.docx", "2.docx", "附件三.docx", "附件十.docx", "附件二.docx"]
    parts = {name: word(prose=(name,), tables=()) for name in names}
    parts["1.xlsx"] = workbook(prose=("1.xlsx",), tables=())
    found = document(tmp_path, packed(parts))
    assert lines(found) == ["2.docx", "10.docx", "附件二.docx", "附件三.docx", "附件十.docx", "1.xlsx"]


def test_an_archive_is_one_though_the_first_of_its_parts_lies_open_in_it() -> None:
    assert sniff(packed({"1.pdf": b"%PDF-1.7\n", "2.pdf": b"%PDF-1.7\n"}, zipfile.ZIP_STORED)) == "zip"


def test_a_page_and_a_line_are_addresses_where_there_are_no_others(tmp_path: Path) -> None:
    found = document(tmp_path, packed({"说明.txt": "\n收入".encode()}))
    assert references(found) == ["说明.txt: line 2"]


def renamed(content: bytes, old: str, new: bytes) -> bytes:
    """An archive with a name of the same length in other bytes."""
    assert len(old) == len(new)
    return content.replace(old.encode("ascii"), new)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_of_old_systems_are_read(tmp_path: Path, encoding: str) -> None:
    name = "附件一.txt".encode(encoding)
    content = renamed(packed({"x" * len(name): "收入".encode()}), "x" * len(name), name)
    assert references(document(tmp_path, content)) == ["附件一.txt: line 1"]


def test_what_systems_leave_behind_is_no_part(tmp_path: Path) -> None:
    stray = dict.fromkeys(("__MACOSX/._a.docx", ".DS_Store", "a/Thumbs.db", "a/~$a.docx"), b"\x00\x05\x16\x07")
    assert lines(document(tmp_path, packed({"a/": b"", "a/a.docx": word(tables=()), **stray}))) == list(PROSE)


ENCRYPTED = bytearray(packed({"a.txt": b"text"}))
for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
    struct.pack_into("<H", ENCRYPTED, ENCRYPTED.index(signature) + offset, 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (packed({"a.zip": packed({"b.txt": b"text"})}), "another archive"),
        (packed({"a.txt": b"text", "a.rar": b"Rar!\x1a\x07\x01\x00"}), "RAR archive"),
        (packed({"a.txt": b"text", "seal.png": b"\x89PNG\r\n"}), "picture"),
        (packed({"a.docx": word()[:3000]}), "damaged"),
        (packed({"folder/": b""}), "empty"),
        (packed({}), "empty"),
        (packed(WHOLE)[:-200], "damaged"),
        (bytes(ENCRYPTED), "encrypted"),
        (packed({"a.txt": b"0" * 20_000_000}), "times its size"),
        (packed({f"{number}.txt": b"text" for number in range(201)}), "201 files"),
        (packed({f"{number}.txt": b"text" for number in range(2001)}), "2001 files"),
    ],
    ids=["nested", "rar", "picture", "part", "folder", "nothing", "cut", "encrypted", "bomb", "many", "too many"],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as caught:
        document(tmp_path, content, "budget.zip")
    assert caught.value.where.startswith("budget.zip")
    assert caught.value.remedy


def test_a_broken_part_is_named(tmp_path: Path) -> None:
    content = bytearray(packed({"附件1.txt": b"text " * 100}))
    content[44] ^= 0xFF
    with pytest.raises(UnreadableError, match="damaged") as caught:
        document(tmp_path, bytes(content), "budget.zip")
    assert caught.value.where == "budget.zip, part 附件1.txt"


def test_a_disclosure_of_workbooks_alone(tmp_path: Path) -> None:
    sheets = {f"{number}.xlsx": workbook(prose=(), tables=(table,)) for number, table in enumerate(TABLES, 1)}
    parts = {"0.xlsx": workbook(tables=()), **sheets}
    assert sorted(items(document(tmp_path, packed(parts))), key=str) == sorted(ITEMS, key=str)
