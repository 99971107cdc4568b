"""Write, index and read WARC archives, also damaged ones; decompress and check HTTP bodies."""
