"""What lies outside the sandbox: console, clock, files, network, and the permissions to use them."""
