/**
 * What source maps, and sources and debug information beside them, mean where they lie: whom they
 * give away, and how much that matters for a package of that licence.
 */
@NullMarked
package dev.assay.detect.sourcemap;

import org.jspecify.annotations.NullMarked;
