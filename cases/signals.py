"""What happened to shared items and topics, told inside the transaction in which it happened."""

from django.dispatch import Signal

# item_id: the primary key of the page, which is stored with its topics. The sender is the type of item.
item_published = Signal()
# item_id: the same.
item_unpublished = Signal()
# topic_ids: topics that were added or changed. moved: whether place or successor changed, so that items count elsewhere;
# a name, a note or a match changes nothing of that.
topics_changed = Signal()
