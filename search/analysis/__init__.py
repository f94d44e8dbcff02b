"""From words to what is compared: stemming, stop words. The same for every engine of our own; `catalogue.words` cuts and folds."""
