"""The sheet of keys (? or F1): every key that acts on this screen, by group."""
