"""Written plans, such as `GCD(48, COUNT_PRIMES(20))`, and the values of a call on the command line."""
