"""The rules of schemas/rules over a batch: what does not agree, and how much was judged at all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from flows.check.blind_rules import mark_blind
from flows.check.causes import Cause, causes
from flows.check.cells import load
from flows.check.finding_text import PrintedCell, finding
from flows.check.habits import explain_by_cutting
from flows.check.pairs import BATCH, inexact_pairs
from flows.check.standing import with_standing
from flows.contract import SEVERITIES, Rule, item_titles, table_schema
from flows.contract import rules as all_rules
from flows.rules import coverage, start_counts

LAST = 1 << 40
"""Cells beyond are no amounts, but tables, sections, projects, indicators and whole disclosures: see cells.sql."""
VAGUE = (
    r"(?:\d{4}年度?|[本上当今全]年度?|年初|预算|决算|执行|完成|数|金额|[比较]|支出|收入|拨款|其中|合计|总计?|共计?"
    r"|[大小等]于|增加|减少|相应|安排|涉及|资金|主要|用于|[的为了由从到]|[、，：:（）()])*"
)
"""Words of a statement that name nothing: a year, and what every statement says."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What the rules make of a batch: `line_items` with their proofs and standing, and two resources of their own."""

    line_items: pa.Table
    findings: pa.Table
    check_coverage: pa.Table


def reconcile(tables: Mapping[str, pa.Table], rules: Sequence[Rule] | None = None) -> Reconciled:
    """Judge these tables' disclosures by every rule. Raises ContractError for a rule that fails."""
    with load(tables) as connection:
        start_counts(connection, BATCH)
        judged_rules = all_rules() if rules is None else rules
        stages = set(tables["disclosures"]["stage"].unique().to_pylist())
        asked = [rule for rule in judged_rules if _may_judge(rule, stages, tables)]
        inexact = [pair for rule in asked for pair in inexact_pairs(connection, rule)]
        pairs = explain_by_cutting(connection, inexact)
        mark_blind(connection, judged_rules)
        printed = _printed(connection, tables, {cell for pair in pairs for cell in (pair.cell, *pair.cells)})
        found = causes(pairs, {cell: (each.table_name, each.place) for cell, each in printed.items()})
        line_items = with_standing(connection, tables["line_items"], found)
        return Reconciled(line_items, _findings(found, printed), _coverage(connection, judged_rules))


def _may_judge(rule: Rule, stages: set[str], tables: Mapping[str, pa.Table]) -> bool:
    """Whether there are rows of what a rule reads, and disclosures of its stages; else it has no pair to look for."""
    return not stages.isdisjoint(rule.stages) and any(tables[name].num_rows for name in rule.reads)


def _coverage(connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule]) -> pa.Table:
    schema = table_schema("check_coverage").arrow
    return coverage(connection, rules, BATCH).select(schema.names).cast(schema)


def _findings(causes: Iterable[Cause], printed: Mapping[int, PrintedCell]) -> pa.Table:
    """One row for each cause, numbered in each disclosure: the gravest first, then as they are printed."""
    by_disclosure: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for cause in causes:
        by_disclosure[cause.first.disclosure_id].append(finding(cause, printed))
    numbered = [
        {**row, "finding_number": number}
        for disclosure_id in sorted(by_disclosure)
        for number, row in enumerate(sorted(by_disclosure[disclosure_id], key=_order), 1)
    ]
    return pa.Table.from_pylist(numbered, schema=table_schema("findings").arrow)


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (SEVERITIES.index(row["severity"]), row["page"], row["rule"], row["message"], row["evidence"])


def _printed(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table], numbers: set[int]
) -> dict[int, PrintedCell]:
    """The cells that findings name. Those of line items are their places from 1 up, those of the prose from -1 down."""
    named = sorted(numbers)
    connection.register("named", pa.table({"cell": pa.array((each for each in named if each > LAST), pa.int64())}))
    connection.register(
        "named_items", _rows_of_cells(tables["line_items"], [each for each in named if 0 < each <= LAST])
    )
    connection.register(
        "named_amounts", _rows_of_cells(tables["narrative_amounts"], [each for each in named if each < 0])
    )
    connection.register("item_titles", item_titles())
    return {row[0]: PrintedCell(*row) for row in connection.execute(_PRINTED, {"vague": VAGUE}).fetchall()}


def _rows_of_cells(table: pa.Table, cells: list[int]) -> pa.Table:
    """Rows by their cells' numbers."""
    return table.take(pa.array((abs(cell) - 1 for cell in cells), pa.int64())).append_column(
        "cell", pa.array(cells, pa.int64())
    )


_PRINTED = """
SELECT
    cell, table_name, row_number * 100 + column_group, page,
    coalesce(reference, '第' || page || if(box IS NULL, '行', '页')),
    concat_ws(' ', table_zh, code, nullif(name, ''), if(measure_is_said, measure_zh, NULL)),
    concat_ws(
        ', ', concat_ws(' ', table_en, code, '“' || nullif(name, '') || '”'),
        if(measure_is_said, lower(measure_en[1]) || measure_en[2:], NULL)
    ),
    concat_ws(' ', table_zh, code, nullif(name, '')),
    concat_ws(' ', table_en, code, '“' || nullif(name, '') || '”'),
    amount_printed, unit_printed, box
FROM (
    SELECT *, NOT (name = measure_zh OR measure = 'total' AND name LIKE '%计') IS TRUE AS measure_is_said
    FROM named_items LEFT JOIN titles USING (table_name, measure)
)
UNION ALL
SELECT
    cell, NULL, amount_number, page, coalesce(reference, '第' || page || if(box IS NULL, '行', '页')),
    '文字说明“' || if(
        is_vague,
        coalesce(printed_name, item_zh, string_split(section, ' / ')[-1], '') || coalesce('（' || subject || '）', ''),
        subject
    ) || '”',
    concat(
        'The statement “' || coalesce(subject, string_split(section, ' / ')[-1], '') || '”',
        if(is_vague, coalesce(' of “' || printed_name || '”', ' of ' || item_en), NULL)
    ),
    NULL, NULL, amount_printed, unit_printed, box
FROM (
    SELECT
        * REPLACE (nullif(translate(coalesce(subject, ''), '“”', ''), '') AS subject),
        translate(coalesce(project_name, function), '“”', '') AS printed_name,
        regexp_full_match(coalesce(subject, ''), $vague) AS is_vague
    FROM named_amounts LEFT JOIN item_titles USING (item)
)
UNION ALL
SELECT
    cell, table_name, 0, coalesce(first_page, 1) AS page, '第' || page || if(lined, '行', '页'),
    '“' || title_printed || '”', '“' || title_printed || '”', NULL, NULL, '', '', NULL
FROM named JOIN numbered_tables USING (cell) JOIN paged USING (disclosure)
UNION ALL
SELECT
    cell, NULL, cell, page, '第' || page || if(lined, '行', '页'),
    '“' || string_split(title, ' / ')[-1] || '”', '“' || string_split(title, ' / ')[-1] || '”', NULL, NULL,
    '', '', NULL
FROM named JOIN numbered_sections USING (cell) JOIN paged USING (disclosure)
UNION ALL
SELECT
    cell, NULL, cell, page, '第' || page || if(lined, '行', '页'),
    '项目“' || name || '”', 'Project “' || name || '”', NULL, NULL, '', '', NULL
FROM named JOIN numbered_projects USING (cell) JOIN paged USING (disclosure)
UNION ALL
SELECT
    cell, table_name, cell, page, '第' || page || if(lined, '行', '页'),
    '指标“' || name || '”', 'Indicator “' || name || '”', NULL, NULL, '', '', NULL
FROM named JOIN numbered_indicators USING (cell) JOIN paged USING (disclosure)
UNION ALL
SELECT
    cell, table_name, row_number * 100 + column_group, page,
    coalesce(reference, '第' || page || if(box IS NULL, '行', '页')),
    concat_ws(' ', table_zh, code, nullif(name, ''), '“' || heading || '”'),
    concat_ws(' ', table_en, code, '“' || nullif(name, '') || '”', '“' || heading || '”'),
    NULL, NULL, amount_printed, coalesce(unit_printed, ''), box
FROM named JOIN numbered_others USING (cell)
LEFT JOIN (SELECT DISTINCT table_name, table_zh, table_en FROM titles) USING (table_name)
UNION ALL
SELECT
    cell, NULL, 0, first_page AS page, '第' || first_page || if(lined, '行', '页'),
    coalesce('“' || title_printed || '”', '无题名的表'),
    coalesce('“' || title_printed || '”', 'A table without a title'), NULL, NULL, '', '', NULL
FROM named JOIN numbered_other_tables USING (cell) JOIN paged USING (disclosure)
UNION ALL
SELECT
    cell, NULL, 0, 1 AS page, '第1' || if(lined, '行', '页'),
    concat(
        '“', organisation, fiscal_year, '年',
        if(scope = 'unit', '单位', '部门'), if(stage = 'final', '决算', '预算'), '”'
    ),
    'The disclosure of “' || organisation || '”', NULL, NULL, '', '', NULL
FROM named JOIN numbered_disclosures USING (cell) JOIN paged USING (disclosure)
"""
