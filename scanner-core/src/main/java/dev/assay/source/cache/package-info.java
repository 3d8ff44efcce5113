/** Finds the files of packages in the local caches of package managers. Only reads them. */
@NullMarked
package dev.assay.source.cache;

import org.jspecify.annotations.NullMarked;
