"""One function for each thing a person does; screens and commands all come through here."""
