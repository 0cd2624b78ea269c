"""What ships beside the code: icons, translations and the sample store behind `--demo`."""
