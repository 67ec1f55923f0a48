"""The rules of subscriptions: who is told of what, how addresses are written and hidden. Pure."""
