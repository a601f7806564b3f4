"""How leads come in and go out as files and pasted text: one channel a file, each yields a `Draft`."""
