"""Setting Dossier up in Slack: the manifest, what each permission is for, and what is wrong."""
