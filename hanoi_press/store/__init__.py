"""The data folder: segments of JSONL, the ledger, the lock, the records of runs, and what was learnt of each source."""
