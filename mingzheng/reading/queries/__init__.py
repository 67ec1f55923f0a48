"""The questions of reading: public things only, a page of a list or one article whole."""
