"""Steps, their order and their drawing as plain values (环节规则). Pure."""
