"""Settings: `base` is shared; `dev`, `test` and `production` build on it. Only these modules read the environment."""
