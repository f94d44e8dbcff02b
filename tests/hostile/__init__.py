"""Files made to stop a site or to harm who opens them, one idea each; all small enough to be sent by mail."""
