"""What a person can do and ask: one verb a file, and the ports that the actions need."""
