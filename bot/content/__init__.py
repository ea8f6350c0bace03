"""YAML to values, with file and line. The only room with yaml and with the holidays library."""
