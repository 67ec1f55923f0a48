"""Collecting catalogues (目录填报): spreadsheets as offices really write them become editions.

Upload, mapping preview, row-by-row report, confirmation, undo. Doors: `actions.receive`,
`actions.apply_batch`, `actions.undo_batch`. Nothing is guessed silently (design 3.2).
"""
