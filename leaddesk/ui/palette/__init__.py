"""The palette (Ctrl+K): every command and every person, found by a few letters."""
