"""One amount and where it was printed: the value, the words around it, and the picture of its page."""

from flows.evidence.naming import picture_name
from flows.evidence.picture import page_picture
from flows.evidence.told import as_json, as_text
from flows.evidence.values import CHOICES, RESOURCES, Value, Wanted, wanted_values

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
