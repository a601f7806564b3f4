"""Compare and merge: leads side by side, field by field, with what they become (screen 08)."""
