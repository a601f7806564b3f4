"""What is true of leads: frozen data and pure rules; no clock, no files, no sentences."""
