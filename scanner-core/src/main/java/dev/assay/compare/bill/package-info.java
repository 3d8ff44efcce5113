/** A bill of materials that somebody gives, held against what it is of. */
@NullMarked
package dev.assay.compare.bill;

import org.jspecify.annotations.NullMarked;
