"""Colours, fonts, icons and measures of the window, and the switch between light, dark and high contrast."""
