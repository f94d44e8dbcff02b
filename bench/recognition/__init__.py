"""How well stories are recognised: forty of our own, and the weights of topics that the demo's stories give."""
