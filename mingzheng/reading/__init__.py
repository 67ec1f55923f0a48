"""Reading (阅览): the public pages of everything published: articles, columns, spaces, policies.

Reads only; what may be read is decided below, by visibility. Law: 《政府信息公开条例》 arts 23, 24;
国办公开办函〔2019〕61号 (the platform's frame); 国办发〔2017〕47号 (tags, times). Door: `queries`.
"""
