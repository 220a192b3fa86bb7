"""HTML bytes -> lines and grids, as a browser shows them."""
