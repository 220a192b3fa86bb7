"""Writes disclosures to read back: facts, set as a real document in a layout and a format that occur."""
