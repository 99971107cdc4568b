"""Hold the eight sites with traps, one module each."""
