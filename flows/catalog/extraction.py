"""Disclosures taken out of a catalog again, as the tables of the contract."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from flows.catalog.comparison import Candidate, list_names, matching
from flows.contract import table_schema
from flows.errors import SourceError


def extract(catalog: Path, names: Sequence[str], resources: Sequence[str]) -> dict[str, pa.Table]:
    """These resources of the disclosures named, each by its id, or by its organisation or any part of that name.

    An organisation stands for all its disclosures, of every year and stage. Raises SourceError where there is no
    catalog that can be read, or where a name fits no organisation, or several.
    """
    if not catalog.is_file():
        what = f"no such document is there, and no catalog at {catalog}"
        raise SourceError(what, "、".join(names), "Name a document that is there, or a catalog: --catalog FILE")
    try:
        with duckdb.connect(str(catalog), read_only=True) as connection:
            candidates = [Candidate(*row) for row in connection.execute(_CANDIDATES).fetchall()]
            chosen = {each for name in names for each in _chosen(candidates, name, catalog)}
            return {resource: _rows(connection, resource, sorted(chosen)) for resource in resources}
    except duckdb.Error as error:
        what = f"it is no catalog that can be read ({str(error).splitlines()[0]})"
        raise SourceError(what, str(catalog), "Name a catalog that `gongkai publish` wrote: --catalog FILE") from error


def _chosen(candidates: Sequence[Candidate], name: str, catalog: Path) -> list[str]:
    """The ids of the disclosures that a name means."""
    fits = matching(candidates, name)
    organisations = {(each.organisation, each.jurisdiction_code) for each in fits}
    if not fits:
        remedy = (
            f"Name a file or a folder that is there, or one of: {list_names(each.organisation for each in candidates)}"
        )
        raise SourceError(f"{name} is neither a file nor a disclosure of this catalog", str(catalog), remedy)
    if len(organisations) > 1:
        same = len({each.organisation for each in fits}) == 1
        remedy = f"Name one of: {list_names(each.disclosure_id if same else each.organisation for each in fits)}"
        raise SourceError(f"several organisations are called {name}", str(catalog), remedy)
    return [each.disclosure_id for each in fits]


def _rows(connection: duckdb.DuckDBPyConnection, resource: str, chosen: Sequence[str]) -> pa.Table:
    """A column that the catalog has not yet is null."""
    schema = table_schema(resource)
    present = connection.table(resource).columns
    columns = ", ".join(name if name in present else f"NULL AS {name}" for name in schema.arrow.names)
    rows = connection.sql(
        f"SELECT {columns} FROM {resource} WHERE list_contains($chosen, disclosure_id)"  # noqa: S608 names of the contract
        f" ORDER BY {', '.join(schema.primary_key)}",
        params={"chosen": list(chosen)},
    ).to_arrow_table()
    return rows.cast(pa.schema([pa.field(field.name, field.type) for field in schema.arrow]))


_CANDIDATES = "SELECT disclosure_id, organisation, jurisdiction_code FROM disclosures ORDER BY ALL"
