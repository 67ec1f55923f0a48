"""The verbs of processes: steps written, information judged, carried from edition to edition."""
