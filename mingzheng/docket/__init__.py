"""The desk of dues (应公开台账): what an office owes by when, registered, excused, noted as out.

Lists, one due with its why, and the forms; the business itself is in `dues`. A face only: nothing
imports it. Law: 《政府信息公开条例》 art 26.
"""
