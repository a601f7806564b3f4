"""The head's day: a table by person of what must not wait, today's plan, and what to do now (screen 13)."""
