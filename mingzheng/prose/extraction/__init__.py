"""The text inside files (附件里的文字), hidden parts included, each piece with its place."""
