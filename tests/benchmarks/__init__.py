"""Tests of the benchmarks' own bookkeeping."""
