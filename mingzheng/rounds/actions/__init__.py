"""The verbs of collection rounds: `rounds` for the round itself, `submissions` for the offices."""
