"""What the arguments of commands name: documents, or disclosures of a catalog."""

from pathlib import Path


def is_document(name: str) -> bool:
    """Whether this names a file, a folder or a URL; else it is a disclosure of a catalog."""
    return "://" in name or Path(name).exists()
