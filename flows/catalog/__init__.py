"""Packages → `catalog.duckdb`: every table of the contract over all packages; comparisons, and the way back."""

from flows.catalog.build import build_catalog
from flows.catalog.comparison import Function, Spender, SpendingComparison, compare
from flows.catalog.extraction import extract

__all__ = ["Function", "Spender", "SpendingComparison", "build_catalog", "compare", "extract"]
