"""What we say: one capability a file, platform-neutral and pure."""
