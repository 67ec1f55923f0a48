"""The pure checks (检查规则): text in, findings out."""
