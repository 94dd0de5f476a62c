"""One function for each thing a person does; screens, commands and imports all come through here."""
