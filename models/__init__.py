"""Tables and enumerations of the store; no behaviour beyond their own validity."""
