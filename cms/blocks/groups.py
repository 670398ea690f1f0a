"""How the block picker sorts the blocks, and what rich text may contain."""

INLINE_FEATURES = ["bold", "italic", "link", "document-link", "superscript"]
TEXT_FEATURES = [*INLINE_FEATURES, "subscript", "ol", "ul", "hr"]

TEXT = "Text"
MEDIA = "Media"
SOURCES = "Sources and answers"
ACTION = "Invitation"
FIRM = "The firm"
