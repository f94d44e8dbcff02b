"""From words to what is compared: stemming, stop words. The same for search engines and for what is recognised in texts; `catalogue.words` cuts and folds."""
