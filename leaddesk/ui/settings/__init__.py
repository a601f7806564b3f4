"""Settings: one generic form from the declarations of preferences and of the base, people, keys, data."""
