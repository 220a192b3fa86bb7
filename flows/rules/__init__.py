"""Rules over a database → what becomes of every pair, and of each rule for each disclosure.

`check` runs the rules of a disclosure alone so, and `catalog` those between disclosures.
"""

from flows.rules.judge import DisclosureTable, count_outcomes, coverage, judge, start_counts

__all__ = ["DisclosureTable", "count_outcomes", "coverage", "judge", "start_counts"]
