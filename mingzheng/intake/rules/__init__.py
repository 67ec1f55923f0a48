"""How rows of a table become records. Pure."""
