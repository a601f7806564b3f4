"""Stand-ins for the parts of the program that tests measure everything else by."""
