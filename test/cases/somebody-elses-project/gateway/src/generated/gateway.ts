// somebody else's
