"""Hold the six sites without traps, one module each."""
