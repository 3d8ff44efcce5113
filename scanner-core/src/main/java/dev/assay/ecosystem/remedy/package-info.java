/**
 * What to change so that something is no longer in a package: for each kind of package where that
 * is said, and the change itself where the file that says it is known.
 */
@NullMarked
package dev.assay.ecosystem.remedy;

import org.jspecify.annotations.NullMarked;
