"""What build.spec is made of: pictures, version resource, what of Qt is kept, licences, the zip of the program."""
