"""Body -> the standard tables with every amount bound to its row and column, and the tables that are none of them."""
