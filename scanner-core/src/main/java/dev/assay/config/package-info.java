/** The one configuration record, its defaults, and the YAML it is read from. */
@NullMarked
package dev.assay.config;

import org.jspecify.annotations.NullMarked;
