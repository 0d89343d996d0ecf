"""Installs that tests keep, and the app they are of."""

from cryptography.fernet import Fernet

from bot.adapters.slack.install.installations import Installation
from bot.adapters.slack.install.tokens import OAuthApp

KEY = Fernet.generate_key().decode()
APP = OAuthApp("1.1", "app-secret", ("commands",))
ACME = Installation("T1", "", "Acme", "A1", "U1BOT", "B1", ("commands",), 1000.0, "xoxb-acme")
ORGANISATION = Installation("", "E1", "Grid", "A1", "U2BOT", "B2", ("commands",), 1000.0, "xoxb-grid")
