"""The first start (screen 15): three answers, and one can work."""
