"""Handover (办文办会移交): an office's document system hands over what was formed, and it is owed.

A formed document or a meeting that was held becomes a due with its deadline at once; whatever is
not to be public goes to the openness office first. Law: 国办发〔2016〕80号 (公文公开属性,
会议公开), 《政府信息公开条例》第二十六条. Doors: `actions`, `queries`, `api`.
"""
