"""Topics (专题专栏): articles on one purpose for a time, with live statistics of what is public.

A topic says what it is for, who keeps it and until when; ended, it stays readable with a note
(国办发〔2017〕47号: 专题栏目归档). Doors: `actions`, `queries`.
"""
