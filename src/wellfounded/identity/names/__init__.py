"""Names as given, the readings behind them, and how far two of them speak for one name."""
