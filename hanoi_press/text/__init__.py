"""Read and normalise strings; every function is pure: no page, no network, no clock."""
