"""What gongkai costs, measured beside a peer on the same documents in the same run: `make bench`."""
