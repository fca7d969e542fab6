"""Two organisations ask each other whether they may know the same people, without handing over a list of them."""
