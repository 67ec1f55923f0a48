"""Sealing (加密存放): numbers of people and files that hold them are kept as ciphertext.

SM4-GCM under versioned keys that lie outside the database; HMAC-SM3 marks to look a number up
without opening any. Law: 《个人信息保护法》第五十一条. Doors: `keeping` (seal, unseal, marks).
"""
