"""The command line of CLI.md: one file a command, each through the same desk as the window."""
