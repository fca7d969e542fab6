"""A cited brief: what the shelf holds for and against each open or contested criterion of a claim."""
