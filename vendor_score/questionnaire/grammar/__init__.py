"""The grammar of answers: tables of words, a tokenizer, and a small parser per kind of answer."""
