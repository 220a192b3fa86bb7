"""Write the generated pages of docs/ anew: `data-dictionary.md` and `rules.md`, from schemas/ and the views."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from flows.catalog.build import OWN_TABLES
from flows.catalog.views import VIEWS, View
from flows.contract import (
    RESOURCES,
    STANDARD_TABLES,
    VERSION,
    FieldSpec,
    Rule,
    TableSchema,
    rules,
    rules_between,
    schemas_folder,
)
from flows.contract import table_schema as schema_of
from flows.labels import SEVERITIES, STAGES

FOLDER = Path(__file__).parent
NOTICE = "<!-- Written by `make docs` from schemas/. Do not edit. -->"
CHANGES = "changes"
RELATIONS = {"equal": "相等 equal", "within": "不大于 actual may be less"}
TOLERANCES = {
    "printed": "half a printed unit for each number that takes part",
    "none": "none: not a cent",
}


def pages() -> dict[str, str]:
    """The text of every generated page, by its file name."""
    return {
        "data-dictionary.md": _joined(data_dictionary()),
        "rules.md": _joined(rules_page()),
    }


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"


# The data dictionary


def data_dictionary() -> Iterator[str]:
    """The paragraphs of the data dictionary: conventions, contents, then every resource and its fields."""
    tables = [schema_of(name) for name in (*RESOURCES, CHANGES)]
    yield "# 数据字典 Data dictionary"
    yield NOTICE
    yield CONVENTIONS.format(version=VERSION)
    yield "## 目录 Contents"
    yield _table(("资源 resource", "", "内容 content"), map(_contents_row, tables))
    for schema in tables:
        yield from _resource(schema)
    yield "## 目录库 The catalog"
    yield CATALOG
    for name, (text, columns) in OWN_TABLES.items():
        yield from _of_catalog(name, text, columns)
    for view in VIEWS:
        yield from _view(view)
    yield "## 代码表 Code lists"
    yield "They lie in `schemas/codelists/`, as CSV with a Table Schema beside each."
    for path in sorted((schemas_folder() / "codelists").glob("*.json")):
        yield from _codelist(json.loads(path.read_text(encoding="utf-8")))


CONVENTIONS = """\
The tables of every package and of `catalog.duckdb`, from the Table Schemas in `schemas/tables/` (contract {version}).

- **Amounts** are in yuan (元) with two places, exact decimals (`DECIMAL(18,2)`), whatever unit the document prints; the
  printed text and unit stand beside them in `line_items`. Half a fen and more is rounded up, away from zero
  (1.23456789 万元 is 12,345.68), and the finding `amounts-rounded` says so. No amount is 10<sup>15</sup> yuan or
  more: a document that prints one is refused.
- **A blank cell is null; a printed zero is 0.** They are not the same. In CSV a null is an empty field.
- **Codes are text**: they may begin with a zero, and 201 contains 20105 contains 2010507.
- **A total row has no code**, and rows of several levels stand in one table: look at `code` before you add a column up.
- **required** means never null. A key in **bold** identifies a row; `→` leads to the table that it belongs to.
- `page` is the page of a PDF; in a format without pages, the number of the line."""

CATALOG = """\
`catalog.duckdb` holds every resource above except `changes`, over the latest version of every package, with the same
columns and types. Its tables and columns bear these descriptions as comments (`duckdb_columns()`). It also holds:"""


def _contents_row(schema: TableSchema) -> tuple[str, ...]:
    said = schema.descriptor
    return f"[`{schema.name}`](#{schema.name})", f"{said['title']} {said['title_en']}", said["description_en"]


def _resource(schema: TableSchema) -> Iterator[str]:
    said = schema.descriptor
    yield f"## {schema.name}"
    yield f"**{said['title']}** {said['title_en']}"
    yield f"{said['description']}。\\\n{said['description_en']}."
    header = ("字段 field", "名称 title", "类型 type", "约束 constraints", "说明 description")
    yield _table(header, (_field_row(field, schema) for field in schema.fields))


def _field_row(field: FieldSpec, schema: TableSchema) -> tuple[str, ...]:
    said = field.descriptor
    name = f"**`{field.name}`**" if field.name in schema.primary_key else f"`{field.name}`"
    return (
        name,
        f"{said['title']}<br>{said['title_en']}",
        _type(said),
        "<br>".join(chain(_constraints(said), _references(field.name, schema))),
        f"{said['description']}<br>{said['description_en']}",
    )


def _type(field: Mapping[str, Any]) -> str:
    """The type as Frictionless names it, as Arrow does where that says more, and the unit."""
    arrow = "" if field["arrow"] == field["type"] else field["arrow"]
    return " · ".join(filter(None, (field["type"], arrow, field.get("unit", ""))))


def _constraints(field: Mapping[str, Any]) -> Iterator[str]:
    for key, value in field.get("constraints", {}).items():
        if key == "enum":
            every = tuple(value) == STANDARD_TABLES
            yield "one of the 12 standard tables" if every else " ".join(f"`{each}`" for each in value)
        elif key in {"required", "unique"}:
            yield key
        else:
            yield f"{key} `{value}`"


def _references(name: str, schema: TableSchema) -> Iterator[str]:
    for key in schema.descriptor.get("foreignKeys", []):
        if name in key["fields"]:
            yield f"→ `{key['reference']['resource']}`"


def _of_catalog(name: str, text: str, columns: Mapping[str, str]) -> Iterator[str]:
    yield f"### {name}"
    yield f"{text}."
    yield _table(("列 column", "说明 description"), ((f"`{column}`", told) for column, told in columns.items()))


def _view(view: View) -> Iterator[str]:
    yield from _of_catalog(view.name, view.description.removesuffix("."), view.columns)


def _codelist(descriptor: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {descriptor['name']}"
    yield f"**{descriptor['title']}** {descriptor['title_en']}"
    yield f"{descriptor['description']}。\\\n{descriptor['description_en']}."
    yield _table(
        ("字段 field", "名称 title", "约束 constraints", "说明 description"), map(_code_row, descriptor["fields"])
    )


def _code_row(field: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        f"`{field['name']}`",
        f"{field['title']}<br>{field['title_en']}",
        "<br>".join(_constraints(field)),
        f"{field['description']}<br>{field['description_en']}",
    )


# The rules


def rules_page() -> Iterator[str]:
    """The paragraphs about the rules: how they are judged, all of them in one table, then each."""
    yield "# 核对规则 Reconciliation rules"
    yield NOTICE
    yield RULES
    header = ("规则 rule", "", "程度 severity", "阶段 stages")
    yield _table(header, map(_rule_row, rules()))
    for rule in rules():
        yield from _rule(rule)
    yield "# 公开文件之间 Between disclosures"
    yield BETWEEN
    yield _table(header, map(_rule_row, rules_between()))
    for rule in rules_between():
        yield from _rule(rule)


BETWEEN = """\
The rules of `schemas/between/` hold disclosures against one another: of two years, of budget and accounts, of units and
their department. They are judged when the catalog is made, over all that it holds, and tell what they find in its
tables `catalog_findings` and `catalog_coverage`: a package stays as it is, whatever else is published. They tell
nothing of what rounding explains, and call it so in the coverage."""


RULES = """\
A disclosure is printed many times over: its tables add up down, across and into each other, and its prose repeats them.
Each rule is one equation, in `schemas/rules/`: a SELECT that yields every pair of numbers it judges.
[Writing a rule](writing-rules.md) says how.

What comes of a rule for a disclosure stands in `check_coverage`: it **passed**; it passed but for **rounding**; it
**failed**; it was **not_applicable**, since there was nothing to judge; it was **blind**, as it found nothing to judge
though the prose has what it looks for; or it was **not_run**. What does not hold is a row of `findings`. The numbers
are published as they are printed, whatever a rule says.

*The tolerance* is half a printed unit for each number that takes part, because each may have been rounded. Within it
there is one finding of severity info; beyond it the finding has the severity of the rule.

*Proof*: an amount is `proved` in `line_items` where an identity holds through it, exactly or but for rounding, that
reaches into another table, the other side of its table or the prose; or one down its column and one along its row: a
sum in one direction does not tell which column, or which row, it is. `proofs` counts its identities and `proof_kinds`
how many are of which kind; what two rules say of the same cells counts once. An identity is a rule in money
that states an equality; one that only sets a bound counts where the part is the whole. That nothing equals nothing
proves no reading. Of a rule that fails, the cells are `disputed`: all of them, unless one alone explains it, because it
is in every equation that fails for the same cause, or because only through it no other identity holds."""


def _rule_row(rule: Rule) -> tuple[str, ...]:
    return (
        f"[`{rule.id}`](#{rule.id})",
        f"{rule.title_zh}<br>{rule.title_en}",
        str(SEVERITIES[rule.severity]),
        _stages(rule),
    )


def _stages(rule: Rule) -> str:
    return "、".join(STAGES[stage].zh for stage in rule.stages)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"## {rule.id}"
    yield f"**{rule.title_zh}** {rule.title_en}"
    yield "\n".join(
        (
            f"- 依据 basis: {rule.basis}",
            f"- 程度 severity: {SEVERITIES[rule.severity]}; 阶段 stages: {_stages(rule)}",
            f"- 所用资源 reads: {', '.join(f'`{name}`' for name in rule.reads)}",
            f"- 关系 relation: {RELATIONS[rule.relation]}",
            f"- 容差 tolerance: {TOLERANCES[rule.tolerance]}",
            f"- 不符时 if it does not hold: {rule.message_zh}<br>{rule.message_en}",
        )
    )


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(_in_cell(cell) for cell in line)} |" for line in lines)


def _in_cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", " ")


def main() -> None:
    """Write every page, and say where."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(FOLDER / name)


if __name__ == "__main__":
    main()
