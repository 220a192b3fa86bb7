"""Names and bytes in; files of an output folder out, whole or not at all. Only here is known how things lie there."""
