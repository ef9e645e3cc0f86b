"""The front door: settings, `create_app()`, the command line, errors, health and the web app's files."""
