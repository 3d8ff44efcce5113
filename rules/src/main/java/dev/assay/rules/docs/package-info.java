/** Writes the pages about the rules under {@code docs/rules}. */
@NullMarked
package dev.assay.rules.docs;

import org.jspecify.annotations.NullMarked;
