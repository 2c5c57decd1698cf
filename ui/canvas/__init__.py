"""Calendar surfaces: layout without Qt, painting, and mouse and keyboard, each in its own file."""
