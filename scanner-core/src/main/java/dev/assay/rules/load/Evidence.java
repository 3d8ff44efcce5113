package dev.assay.rules.load;

/** What a rule's author knew the format from. */
public enum Evidence {
  /** The vendor's own page, which stands among the references. */
  VENDOR_DOC,
  /** Seen in the wild or concluded; such a rule starts at medium confidence at most. */
  INFERRED
}
