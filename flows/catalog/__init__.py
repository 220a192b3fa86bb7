"""Packages → `catalog.duckdb`: every table of the contract over all packages, views that compare, and comparisons."""

from flows.catalog.build import build_catalog
from flows.catalog.compare import Comparison, Function, compare

__all__ = ["Comparison", "Function", "build_catalog", "compare"]
