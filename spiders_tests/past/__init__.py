"""Model the past: web archives on loopback, and the pages that they hold."""
