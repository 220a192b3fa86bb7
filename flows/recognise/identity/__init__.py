"""Cover, headings and labels -> the identity of a disclosure: whose, of which place, year, stage and scope."""
