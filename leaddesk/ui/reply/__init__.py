"""Replies to a client: what to write, by which way, and the server that sends it."""
