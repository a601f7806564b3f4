"""The card: one lead whole, its answers being written, and why it is worth what it is worth."""
