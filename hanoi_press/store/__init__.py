"""Read and write the data folder: segments of JSONL, ledger, lock, records of runs, learnt boilerplate."""
