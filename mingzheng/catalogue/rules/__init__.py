"""Rules of the disclosure catalogue as pure functions: time limits and how they are written."""
