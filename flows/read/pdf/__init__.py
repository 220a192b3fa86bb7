"""PDF bytes -> pages of printed lines and ruled grids, each with its box, as a viewer shows them."""
