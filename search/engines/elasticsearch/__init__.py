"""The production engine: Elasticsearch, told of changes through the outbox after each transaction."""
