"""The disclosure catalogue (公开事项目录): what must be public, who owes it, by when.

Fields (领域), editions from draft to approval (批复), items with every column of the statutory
table, duties (责任 = 事项 × 单位), differences, quality, exports, and the public look-up.
Law: 《政府信息公开条例》 arts 12, 17, 19-26; 国办发〔2019〕54号.
Doors: `actions` and `queries`.
"""
