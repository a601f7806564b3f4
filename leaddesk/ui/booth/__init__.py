"""The stand of a trade show: one visitor after another by keys or touch, then the evening (screen 11)."""
