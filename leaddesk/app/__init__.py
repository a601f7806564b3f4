"""The one room that knows every other: it plugs them together and starts the window."""
