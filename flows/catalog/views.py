"""The views of the catalog: what can be compared between organisations, said once, in SQL that anyone can query."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """One view: its name, what it shows, and its SELECT."""

    name: str
    description: str
    select: str


SPENDING_BY_FUNCTION = View(
    "spending_by_function",
    "Spending of each disclosure by function (类): yuan, 万元 and share of the whole. It is taken from the table of"
    " all expenditure, or where that is not printed from the general public budget's, as source_table says.",
    """
    WITH coded AS (
        SELECT disclosure_id, jurisdiction_code, organisation, fiscal_year, stage, scope,
               table_name, left(code, 3) AS function_code, length(code) AS digits, name, amount
        FROM line_items
        WHERE table_name IN ('expenditure', 'general_public_expenditure')
          AND measure = 'total' AND length(code) IN (3, 5, 7)
    ), chosen AS ( -- 'expenditure' sorts before 'general_public_expenditure'
        SELECT disclosure_id, min(table_name) AS table_name FROM coded GROUP BY disclosure_id
    ), highest AS (
        SELECT disclosure_id, table_name, function_code, min(digits) AS digits FROM coded GROUP BY ALL
    ), names AS (
        SELECT function_code, min(name) AS name FROM coded WHERE digits = 3 GROUP BY function_code
    ), spending AS (
        SELECT coded.disclosure_id, jurisdiction_code, organisation, fiscal_year, stage, scope,
               coded.table_name AS source_table, function_code AS code,
               coalesce(min(coded.name) FILTER (WHERE digits = 3), min(names.name)) AS name,
               sum(amount)::DECIMAL(18, 2) AS amount
        FROM coded
        JOIN chosen USING (disclosure_id, table_name)
        JOIN highest USING (disclosure_id, table_name, function_code, digits)
        LEFT JOIN names USING (function_code)
        GROUP BY ALL
    )
    SELECT *,
           (amount / 10000)::DECIMAL(18, 6) AS amount_10k,
           amount / nullif(sum(amount) OVER (PARTITION BY disclosure_id), 0) AS share
    FROM spending
    """,
)
VIEWS = (SPENDING_BY_FUNCTION,)
