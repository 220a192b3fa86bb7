"""gongkai: what Chinese governments disclose about their money, as data that anyone can trust."""
