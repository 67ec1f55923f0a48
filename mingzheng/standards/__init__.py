"""Fields and standards (公开领域和标准指引): what the guidelines say a county discloses.

The 26 fields with their aliases and lead offices, open to local ones, and the starter rows of the
guidelines, hidden while 待核实. Law: 国办发〔2019〕54号; docs/adr/0007.
Doors: `actions` and `queries`.
"""
