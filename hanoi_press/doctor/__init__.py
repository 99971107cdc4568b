"""Visit sites politely and say which routes and fields work; describe sites that nobody described."""
