"""What an article says (稿件内容): its record, its kind, whether it holds; what it lacks.

Plain values that manuscripts, checks, imports and pages share; nothing here knows how a text goes
out (`publishing`). With it what stands between a policy and its release without an interpretation
(三同步, 国办发〔2016〕80号). Pure, no database. Doors: `rules` and `states`.
"""
