"""The public pages of the catalogue (目录查询)."""
