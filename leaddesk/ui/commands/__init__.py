"""Every command of the window, declared once as data: words, keys, menu, when it is allowed, its undo."""
