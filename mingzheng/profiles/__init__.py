"""Profiles (机构职能、人员公示): what an office is for, who works in it, how to reach it.

Duties, leaders, divisions, teams (中队), grids (网格), who is on duty; and the guide to government
information (政府信息公开指南). Law: 《政府信息公开条例》 arts 12, 20. Doors: `actions`, `queries`.
"""
