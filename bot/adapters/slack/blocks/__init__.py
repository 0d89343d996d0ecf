"""Block Kit: how the parts of a card look in a message, a modal and on the App Home."""
