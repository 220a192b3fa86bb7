"""schemas/, read once: Table Schemas, code lists and rules in; typed values out.

Everything that is true of every disclosure lies there as data; these modules only give it types.
"""

from flows.contract.lookups import item_titles, titles, units_of_money
from flows.contract.rules import Rule, macros, parse_rules, rules, rules_between, table_macros
from flows.contract.schemas import (
    RESOURCES,
    SEVERITIES,
    STAGES,
    STANDARD_TABLES,
    VERSION,
    FieldSpec,
    TableSchema,
    codelist,
    headings,
    schemas_folder,
    table_schema,
)

__all__ = [
    "RESOURCES",
    "SEVERITIES",
    "STAGES",
    "STANDARD_TABLES",
    "VERSION",
    "FieldSpec",
    "Rule",
    "TableSchema",
    "codelist",
    "headings",
    "item_titles",
    "macros",
    "parse_rules",
    "rules",
    "rules_between",
    "schemas_folder",
    "table_macros",
    "table_schema",
    "titles",
    "units_of_money",
]
