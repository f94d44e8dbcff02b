"""What happened to shared items and topics, told inside the transaction in which it happened."""

from django.dispatch import Signal

# item: the published page with its topics stored.
item_published = Signal()
# item_id: the page's primary key.
item_unpublished = Signal()
# topic_ids: topics whose place, name or successor changed.
topics_changed = Signal()
