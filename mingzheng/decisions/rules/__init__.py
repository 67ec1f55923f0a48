"""What the law asks of a decision: its course, its evidence, its periods; the catalogue's rows."""
