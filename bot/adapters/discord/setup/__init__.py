"""Setting Dossier up in Discord: the links that invite it, what each permission is for, and what is wrong."""
