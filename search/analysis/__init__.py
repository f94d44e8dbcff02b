"""From text to the words that are compared: cutting, folding, stemming, stop words. The same for every engine of our own."""
