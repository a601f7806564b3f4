"""The history of actions (G H): every step of this base, each of which can be taken back."""
