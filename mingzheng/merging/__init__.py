"""Merging (汇总): what many offices sent becomes one edition of the catalogue above them.

Rows of one item from several offices are joined, or shown side by side for a person to decide;
where each row comes from and what was decided is remembered, so that merging again changes nothing
and asks nothing twice. Joint checks before the edition goes for approval.
Law: 《政府信息公开条例》第十条 (who made it discloses it), 国办发〔2019〕54号.
Doors: `actions` and `queries`.
"""
