"""Sets a disclosure in parts: its prose as a Word document, its tables as an old workbook, both in one ZIP."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace

from tests.typeset.facts import Facts, Text
from tests.typeset.old_workbook import bound
from tests.typeset.setting import settings
from tests.typeset.word import word


def archive(facts: Facts) -> bytes:
    """The whole archive."""
    spoken = replace(facts, elements=tuple(element for element in facts.elements if isinstance(element, Text)))
    tables = replace(facts, elements=tuple(element for element in facts.elements if not isinstance(element, Text)))
    return _packed((("1.情况说明.docx", word(spoken)), ("2.附表.xls", bound(list(settings(tables))))))


def _packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts:
            packed.writestr(name, content)
    return buffer.getvalue()
