"""The staff shell (工作台): to-do list, menus, trace pages, bridges between rooms."""
