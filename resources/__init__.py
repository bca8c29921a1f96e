"""Words and pictures: text, digits, tokens, icons, city profiles."""
