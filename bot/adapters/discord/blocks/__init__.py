"""Components V2: how the parts of a card look in a message."""
