// The editor's script.
