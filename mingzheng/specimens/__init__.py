"""Specimens (演示样例): what the demo county sent to its channels, each standing once. Invented.

Called by `demo`, which has no room left; nothing here is sent anywhere. Door: `carrying.carry`.
"""
