"""DOCX bytes -> lines and grids, as a word processor shows them."""
