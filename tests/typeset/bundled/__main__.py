"""Set the bundled disclosures anew."""

from tests.typeset.bundled import write

write()
