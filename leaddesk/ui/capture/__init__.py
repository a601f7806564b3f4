"""Capture: what comes in by hand (a typed line, a paste), by file and by a picture of a card."""
