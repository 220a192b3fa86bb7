"""One amount and where it was printed: the value, the words around it, and the picture of its page."""

from flows.reports.evidence.naming import picture_name
from flows.reports.evidence.picture import page_picture
from flows.reports.evidence.told import as_json, as_text
from flows.reports.evidence.values import CHOICES, RESOURCES, Value, Wanted, wanted_values

__all__ = [
    "CHOICES",
    "RESOURCES",
    "Value",
    "Wanted",
    "as_json",
    "as_text",
    "page_picture",
    "picture_name",
    "wanted_values",
]
