"""Specimens (演示样例): each thing that may happen to a text, once in the demo county. Invented.

Called by `demo`, which has no room left; nothing here is sent anywhere. Doors: `ageing.jobs`,
`carrying.carry`, `days`, `enclosed.jobs`, `likenesses.show`.
"""
