"""The legal test as data, and the small engine that works through it. No Django, no screens, no names of persons."""
