/** The values that travel through a scan: what was read, what was found, what could not be read. */
@NullMarked
package dev.assay.model;

import org.jspecify.annotations.NullMarked;
