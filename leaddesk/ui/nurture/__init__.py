"""Nurture: what marketing has to do today with the leads that sleep."""
