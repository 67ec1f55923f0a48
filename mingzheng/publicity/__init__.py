"""Permits and penalties made public (双公示): entered or imported, reviewed, shown, taken down.

Published within seven working days of the decision, shown for a set period, withdrawn within three
working days of a change; natural persons masked, identity numbers sealed. Law: 《行政处罚法》
arts 48, 85; 国办发〔2015〕51号. Doors: `actions`, `queries`.
"""
