"""Lines outside tables -> passages, and the amounts, counts, units and projects that they state."""
