"""One amount and where it was printed: the value, the words around it, and the picture of its page."""

from flows.reports.evidence.located_amounts import CHOICES, RESOURCES, AmountQuery, LocatedAmount, find_amounts
from flows.reports.evidence.page_pictures import page_picture
from flows.reports.evidence.picture_names import picture_name
from flows.reports.evidence.text_and_json import as_json, as_text

__all__ = [
    "CHOICES",
    "RESOURCES",
    "AmountQuery",
    "LocatedAmount",
    "as_json",
    "as_text",
    "find_amounts",
    "page_picture",
    "picture_name",
]
