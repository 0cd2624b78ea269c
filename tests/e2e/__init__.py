"""The program as a process, in a real window, driven by keys and mouse."""
