"""How well the search answers: judged questions, asked on the search page as a visitor asks them."""
