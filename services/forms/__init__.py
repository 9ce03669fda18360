"""Sheet and the statutory forms, one function each."""
