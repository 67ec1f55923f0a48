"""How powers run (权力运行): steps, the information each makes, and whether it is public.

Every step names post, time, input and output; every piece of information is judged one by one
(逐项认定公开属性): 主动, or not, with ground, basis, reason and a day to look again; what is not
主动 goes to the openness office. Law: 《政府信息公开条例》 arts 13-18. Doors: `actions`, `queries`.
"""
