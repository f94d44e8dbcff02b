"""Rules taken out one by one: `make mutants` says which of them the tests would miss. Not part of the tests themselves."""
