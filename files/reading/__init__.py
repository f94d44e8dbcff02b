"""Opens files that somebody sent: what runs in a child process of its own, with limits, and knows neither Django nor secrets."""
