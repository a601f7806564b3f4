"""The window and its panels: everything that paints or takes keys."""
