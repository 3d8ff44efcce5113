/** Scans packages that are named by a package URL, from local caches or from their registry. */
@NullMarked
package dev.assay.source.packages;

import org.jspecify.annotations.NullMarked;
