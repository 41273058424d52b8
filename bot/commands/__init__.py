"""What each command does. A command gets its arguments and the assembled program, and gives its status."""
