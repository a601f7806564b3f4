"""One lead or deal on one page: what prints, opens without the program, and goes into a calendar."""
