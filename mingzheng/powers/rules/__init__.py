"""The rows of the lists as plain values (清单规则). Pure."""
