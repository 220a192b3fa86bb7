"""The views of the catalog: what can be compared between organisations, said once, in SQL that anyone can query."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """One view: its name, what it shows, what each of its columns is, and its SELECT."""

    name: str
    description: str
    columns: Mapping[str, str]
    select: str


SPENDING_BY_FUNCTION = View(
    "spending_by_function",
    "按功能分类的支出 Spending of each disclosure by function, at three levels: sum over one level only. It is taken"
    " from the table of all expenditure; where that gives no function an amount, from the general public budget's,"
    " which is less: source_table says so.",
    {
        "disclosure_id": "公开文件标识: the disclosure",
        "jurisdiction_code": "行政区划代码: six digits of GB/T 2260",
        "organisation": "组织名称: full name as printed",
        "fiscal_year": "财政年度: the year",
        "stage": "阶段: budget (预算) or final (决算)",
        "scope": "范围: department (部门) or unit (单位)",
        "source_table": "出处: the standard table that it is taken from, expenditure or general_public_expenditure",
        "level": "级次: 1 for 类, 2 for 款, 3 for 项",
        "code": "功能分类科目编码: 3, 5 or 7 digits",
        "name": "名称: as this disclosure prints it; for a code that it does not print, as another one does",
        "origin": "来历: printed, or summed from the level below where the document does not print this one",
        "amount": "金额 (元): total expenditure",
        "amount_10k": "金额 (万元): the same in ten thousands",
        "share": "占比: of all that the disclosure spends by function, between 0 and 1",
    },
    """
    WITH coded AS (
        SELECT disclosure_id, table_name, code, min(name) AS name, sum(amount) AS amount
        FROM line_items
        WHERE table_name IN ('expenditure', 'general_public_expenditure')
          AND measure = 'total' AND length(code) IN (3, 5, 7)
        GROUP BY ALL
    ), chosen AS ( -- 'expenditure' sorts before 'general_public_expenditure'
        SELECT disclosure_id, min(table_name) AS table_name FROM coded GROUP BY disclosure_id
    ), printed AS (
        SELECT coded.*, (length(code) - 1) // 2 AS level, 'printed' AS origin
        FROM coded SEMI JOIN chosen USING (disclosure_id, table_name)
    ), kinds AS ( -- 款: printed, or the sum of their 项
        SELECT * FROM printed WHERE level = 2
        UNION ALL BY NAME
        SELECT disclosure_id, table_name, left(code, 5) AS code, sum(amount) AS amount, 2 AS level, 'summed' AS origin
        FROM printed AS items
        WHERE level = 3 AND NOT EXISTS (
            FROM printed WHERE printed.disclosure_id = items.disclosure_id AND printed.code = left(items.code, 5))
        GROUP BY ALL
    ), classes AS ( -- 类: printed, or the sum of their 款
        SELECT * FROM printed WHERE level = 1
        UNION ALL BY NAME
        SELECT disclosure_id, table_name, left(code, 3) AS code, sum(amount) AS amount, 1 AS level, 'summed' AS origin
        FROM kinds
        WHERE NOT EXISTS (
            FROM printed WHERE printed.disclosure_id = kinds.disclosure_id AND printed.code = left(kinds.code, 3))
        GROUP BY ALL
    ), spending AS (
        FROM classes UNION ALL BY NAME FROM kinds UNION ALL BY NAME FROM printed WHERE level = 3
    ), elsewhere AS (
        SELECT code, min(name) AS name FROM coded GROUP BY code
    )
    SELECT disclosure_id, jurisdiction_code, organisation, fiscal_year, stage, scope,
           spending.table_name AS source_table, level::INTEGER AS level, code,
           coalesce(spending.name, elsewhere.name) AS name, origin,
           amount::DECIMAL(18, 2) AS amount, (amount / 10000)::DECIMAL(18, 6) AS amount_10k,
           amount / nullif(sum(amount) FILTER (WHERE level = 1) OVER (PARTITION BY disclosure_id), 0) AS share
    FROM spending
    JOIN disclosures USING (disclosure_id)
    LEFT JOIN elsewhere USING (code)
    """,
)
VIEWS = (SPENDING_BY_FUNCTION,)
