"""Files from strangers are read in a process apart, with caps on memory and time: see `reading`."""
