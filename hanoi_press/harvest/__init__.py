"""Harvest sources as units of work: each crawls into a part folder of its own, which is merged into the data folder."""
