"""Figures: a DataFrame in, a figure out, with its definition, its n and the way to the rows behind it."""
