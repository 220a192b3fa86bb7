"""Real disclosures: what their notes say is found, and nothing is accused that their notes do not explain."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from flows.check import conform, reconcile
from flows.model import Disclosure, Snapshot, Source
from flows.read import read
from flows.recognise import recognise
from flows.tabulate import tabulate
from tests.places import SHARED

DOCUMENTS = SHARED / "corpus" / "documents"
pytestmark = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the corpus of real disclosures is not here")

KNOWN = {
    ("putuo-finance-final-2024.pdf", "prose-grand-totals", 21): "财政拨款收入支出总计0.3万元, the table has 2,961.68",
    ("putuo-finance-final-2024.pdf", "prose-shares", 21): "占71.73% should be 71.65%",
    ("putuo-socialwork-final-2024.pdf", "procurement-suppliers", 22): "all are 21.07, the whole total",
    ("putuo-socialwork-final-2024.pdf", "template-residue", 4): "p15-16 keep a template sentence",
    ("wanli-2024.pdf", "empty-tables-empty", 31): "footnote says 本表为空表 although the row is filled",
    ("wanli-2024.pdf", "economic-codes", 29): "款 printed '2' and '7' (not 02, 07) for 津贴补贴 and 绩效工资",
    ("wanli-2024.pdf", "prose-functions", 9): "350.35 in the lead and in the table, 352.67 in the same item",
    ("wanli-2025.pdf", "function-names", 7): "卫生健康支出（款）计划生育事务（项）; the table has 计划生育服务",
    (
        "xiamen-fao-2024.txt",
        "listed-tables-present",
        1,
    ): "部门收入预算总体情况表 is in the contents and absent from the body",
    ("xiamen-fao-2024.txt", "listed-titles", 419): "body titles differ from the contents",
    (
        "putuo-finance-final-2024.pdf",
        "prose-economic-classes",
        23,
    ): "the prose names 个人农业生产补贴, the cell is blank",
    ("putuo-socialwork-final-2024.pdf", "prose-economic-classes", 20): "the prose names 邮电费, the table has 0.00",
    ("xiamen-fao-2024.txt", "indicator-targets", 527): "targets differ between the two performance tables",
    ("xiamen-fao-2024.txt", "unit-names", 227): "厦门外事翻译护照签证中心 / 厦门市外事翻译护照签证中心",
    ("xiamen-fao-2024.txt", "agency-operating-within-public", 239): "机关运行经费 333.02, 公用支出 332.02",
}


@pytest.fixture(scope="module")
def findings() -> list[Mapping[str, Any]]:
    """Those that accuse, with the file's name."""
    tables = tabulate([understood(path) for path in sorted(DOCUMENTS.iterdir())])
    conform(tables)
    judged = asdict(reconcile(tables))
    conform({"disclosures": tables["disclosures"], **judged})
    files = {row["disclosure_id"]: row["source"] for row in tables["disclosures"].to_pylist()}
    return [{**row, "file": files[row["disclosure_id"]]} for row in judged["findings"].to_pylist()]


def understood(path: Path) -> Disclosure:
    content = path.read_bytes()
    return recognise(
        read(Snapshot(Source(str(path), path.name), hashlib.sha256(content).hexdigest(), len(content), path))
    )


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: f"{known[0]}-{known[1]}")
def test_what_publishers_got_wrong_is_found(known: tuple[str, str, int], findings: list[Mapping[str, Any]]) -> None:
    assert known in {(row["file"], row["rule"], row["page"]) for row in findings}


def test_nothing_else_is_accused(findings: list[Mapping[str, Any]]) -> None:
    accused = {(row["file"], row["rule"], row["page"]) for row in findings if row["severity"] != "info"}
    assert accused <= KNOWN.keys()
