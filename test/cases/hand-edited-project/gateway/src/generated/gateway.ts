// my own retry
