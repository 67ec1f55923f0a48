"""The rules of channels: what a message is, when to try again, how long a text is. Pure."""
