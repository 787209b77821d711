"""The widgets that every page is made of: painted with the look's roles, named in both languages."""
