"""Decisions on leads: what each asks by number keys, the action that follows, and the sentence about it."""
