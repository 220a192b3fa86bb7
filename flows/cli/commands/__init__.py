"""What each command of `gongkai` does: one module a command, loaded only when it is asked for."""
