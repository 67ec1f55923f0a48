"""The pictures of the guides (docs/guides): taken while the tasks are really done."""
