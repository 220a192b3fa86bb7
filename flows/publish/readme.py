"""A version → README.md, for a person who found the folder."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyarrow as pa

from flows import contract
from flows.contract import table_schema
from flows.labels import SEVERITIES
from flows.publish.descriptor import LICENCE, subject
from flows.publish.package_version import PackageVersion
from flows.store.layout import csv_name

MOST_FINDINGS = 20
"""Findings that are told in full."""

INTRODUCTION = """\
各部门、单位公开的文件，逐表逐行整理为数据：金额一律为元，空白为空值，印出的零为 0；每个金额注明页码、位置和印出的原文。
文件自身不相符之处照印出的数字收录，并列入 `findings`。

What departments and units disclosed, table by table and row by row: amounts in yuan, a blank cell is null and a
printed zero is 0, and each amount bears its page, its place and its printed text. Where a document contradicts
itself, it is given as printed, and listed in `findings`."""

OPENING = """\
Every resource is there twice with the same rows: as CSV (UTF-8, comma) and as Parquet, which keeps the types. Codes
are text: leading zeros matter. All fields are described in `datapackage.json`.

```sql
-- DuckDB
SELECT organisation, sum(amount) FROM 'data/line_items.parquet'
WHERE table_name = 'general_public_expenditure' AND measure = 'total' AND length(code) = 3 GROUP BY ALL;
```

```python
# pandas
pandas.read_parquet("data/line_items.parquet")
pandas.read_csv("data/line_items.csv", dtype={"code": str, "jurisdiction_code": str})
# polars
polars.read_parquet("data/line_items.parquet")
# frictionless
frictionless.Package("datapackage.json").get_resource("line_items").read_rows()
```

```r
# R
arrow::read_parquet("data/line_items.parquet")
readr::read_csv("data/line_items.csv", col_types = readr::cols(code = "c", jurisdiction_code = "c"))
```

A spreadsheet opens the CSV files when told that they are UTF-8."""


def readme(version: PackageVersion) -> str:
    """What it is, what it holds, what did not reconcile, how to open it, and under which licence."""
    about = subject(version)
    parts = (
        f"# {about.title}",
        f"{about.title_en}. Version {version.version}, contract {contract.VERSION}.",
        INTRODUCTION,
        "## 公开文件 Disclosures",
        _disclosures(version),
        "## 数据表 Resources",
        _resources(version),
        "## 核对 Findings",
        *_findings(version),
        "## 打开 How to open it",
        OPENING,
        *_changes(version),
        "## 许可 Licence",
        _licence(),
    )
    return "\n\n".join(parts) + "\n"


def _disclosures(version: PackageVersion) -> str:
    counts = [_count(version.tables[name]) for name in ("line_items", "narrative_amounts", "findings")]
    tables = Counter((row["disclosure_id"], row["status"]) for row in version.tables["disclosure_tables"].to_pylist())
    rows = [
        (
            row["organisation"],
            row["scope"],
            *(str(tables[row["disclosure_id"], status]) for status in ("present", "empty", "missing")),
            *(str(count[row["disclosure_id"]]) for count in counts),
            row["source"],
        )
        for row in version.tables["disclosures"].to_pylist()
    ]
    head = "组织 Organisation|Scope|Tables|empty|missing|Line items|Stated amounts|Findings|来源 Source"
    return _table(head.split("|"), rows)


def _resources(version: PackageVersion) -> str:
    rows = [
        (f"[`{name}`]({csv_name(name)})", schema["title"], schema["title_en"], str(table.num_rows))
        for name, table in version.resources.items()
        for schema in [table_schema(name).descriptor]
    ]
    return _table(("Resource", "名称", "Title", "Rows"), rows)


def _findings(version: PackageVersion) -> Iterator[str]:
    findings = version.tables["findings"].to_pylist()
    outcomes = Counter(row["outcome"] for row in version.tables["check_coverage"].to_pylist())
    if outcomes:
        counts = ", ".join(f"{outcomes[outcome]} {outcome.replace('_', ' ')}" for outcome in sorted(outcomes))
        yield f"Rules, each counted once for each disclosure: {counts}."
    if not findings:
        yield "No findings."
        return
    counted = Counter((row["severity"], row["rule"]) for row in findings)
    ordered = sorted(counted.items(), key=lambda each: (list(SEVERITIES).index(each[0][0]), each[0][1]))
    rows = [(str(SEVERITIES[severity]), f"`{rule}`", str(count)) for (severity, rule), count in ordered]
    yield _table(("程度 Severity", "规则 Rule", "Findings"), rows)
    grave = [row for row in findings if row["severity"] != "info"]
    if grave:
        yield "\n".join(_bullet(row) for row in grave[:MOST_FINDINGS])
    if len(grave) > MOST_FINDINGS:
        yield f"… and {len(grave) - MOST_FINDINGS} more, in `data/findings.csv`."


def _licence() -> str:
    return (
        f"The compilation is licensed under [{LICENCE['title']}]({LICENCE['path']}) ({LICENCE['name']}). "
        "The facts are those of the public documents, which are listed with their hashes in `datapackage.json`."
    )


def _bullet(finding: Mapping[str, object]) -> str:
    identifier = str(finding["disclosure_id"])
    return f"- {identifier.split('-', 4)[-1]}: {_inline(str(finding['message']))}"


def _changes(version: PackageVersion) -> Iterator[str]:
    if version.changes is None:
        return
    yield f"## 变化 Changes since {version.previous}"
    counted = Counter((row["resource"], row["change"], row["key"]) for row in version.changes.to_pylist())
    rows = Counter((resource, change) for resource, change, _ in counted)
    kinds = ("added", "removed", "changed")
    names = [name for name in version.tables if any(rows[name, kind] for kind in kinds)]
    if names:
        yield _table(
            ("Resource", "Rows added", "removed", "changed"),
            [(f"`{name}`", *(str(rows[name, kind]) for kind in kinds)) for name in names],
        )
        yield "Row by row in `data/changes.csv`."
    else:
        yield "No data changed, only their description."


def _count(table: pa.Table) -> Counter[str]:
    return Counter(table["disclosure_id"].to_pylist())


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_inline, line))} |" for line in lines)


def _inline(text: str) -> str:
    """Text that stays in its place in Markdown."""
    return " ".join(text.split()).replace("|", "\\|")
