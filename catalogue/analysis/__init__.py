"""From words to what is compared: stems and stop words, the same for search engines and for what is recognised in texts.

`catalogue.words` cuts and folds.
"""
