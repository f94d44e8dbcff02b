"""The vocabulary that Casebook ships with, and its way into the database."""
