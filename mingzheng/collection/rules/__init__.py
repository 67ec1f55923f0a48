"""How a catalogue spreadsheet is understood: tables become rows, problems and notes. Pure."""
