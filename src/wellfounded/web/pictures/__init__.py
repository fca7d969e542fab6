"""Pictures that the server draws, each as SVG from plain data, with the same in words."""
