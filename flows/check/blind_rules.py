"""Rules that found nothing to judge though the document has what they look for: the prose was not understood there."""

from collections.abc import Sequence

import duckdb

from flows.contract import Rule


def mark_blind(connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule]) -> None:
    """Count rules as blind for each disclosure that they judged nothing of, and whose prose has their material."""
    for rule in rules:
        if rule.material:
            connection.execute(_BLIND, {"rule": rule.id, "material": rule.material, "stages": list(rule.stages)})


_BLIND = """
INSERT INTO counted
SELECT DISTINCT disclosure, $rule, 0, 0, 0, 0, true
FROM numbered_sections
SEMI JOIN (FROM batch WHERE stage IN (SELECT unnest($stages))) USING (disclosure)
ANTI JOIN (FROM counted WHERE rule = $rule) USING (disclosure)
WHERE regexp_matches(text, $material)
"""
