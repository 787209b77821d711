"""Tests of the pages, a package a step."""
