"""Keys by their place on the keyboard, so that one map holds in every layout (UX 4.1)."""
