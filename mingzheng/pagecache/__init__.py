"""Pages kept ready (页面缓存): the public site answers from memory and is never a second behind.

A WSGI wrapper outside Django: each process keeps finished public pages and one number, the
generation, says whether they still hold. Any transaction that writes something the public could
see leaves a row, so nothing has to remember to call us. Why so: docs/adr/0023-page-cache.md.
Doors: `wrapper.PageCache`, `changes.generation`, `actions.prune`.
"""
