"""Packages → `catalog.duckdb`: every table of the contract over all packages, views that compare, and comparisons."""

from flows.catalog.build import build_catalog
from flows.catalog.compare import Comparison, Function, Spender, compare

__all__ = ["Comparison", "Function", "Spender", "build_catalog", "compare"]
