"""One package a step: its view, and beside it the form model that calls the use cases."""
