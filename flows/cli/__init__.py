"""The command `gongkai`: arguments in, printed results and an exit status out."""
