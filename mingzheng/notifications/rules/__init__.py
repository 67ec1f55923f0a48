"""The rules of notifications: which way each channel word is fulfilled, texts for screens. Pure."""
