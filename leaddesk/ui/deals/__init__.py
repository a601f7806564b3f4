"""Deals: what sales have to accept and to lead on, what nobody accepted in time."""
