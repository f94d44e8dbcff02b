"""The pages, feeds and exports of the search, the topics and the organisations."""
