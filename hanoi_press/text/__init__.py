"""Pure functions on strings: no page, no network, no clock."""
