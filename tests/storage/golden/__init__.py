"""Logs of released versions, kept for ever, and the projections that they must give."""
