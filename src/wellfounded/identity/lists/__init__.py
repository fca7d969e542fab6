"""Lists of people from outside: missing, returned, sanctioned. What is refused of them is said row by row."""
