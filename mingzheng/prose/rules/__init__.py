"""The rules for bodies of articles: cleaning, reading back, dates as written. Pure."""
