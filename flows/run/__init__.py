"""The road of a run: sources in, packages, catalog and refusals out."""
