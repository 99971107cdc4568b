"""Benchmarks: ratios in one run on one core, never a timed test."""
