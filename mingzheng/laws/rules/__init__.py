"""How laws are named and cited (法规的写法). Pure."""
