"""The charts: what the figures say, as pictures whose points open the leads behind them."""
