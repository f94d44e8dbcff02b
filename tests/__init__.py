"""The tests: unit (one part), web (one request), integration (several parts), browser (a real one)."""
