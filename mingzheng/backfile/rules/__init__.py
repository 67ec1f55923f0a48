"""The rules for articles that come over from old sites. Pure."""
