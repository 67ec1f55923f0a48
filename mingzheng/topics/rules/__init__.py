"""Charts of topics: bars as SVG that need no script. Pure."""
