/** Finds credentials in bytes: matches, exceptions, offline proof, and what to show of them. */
@NullMarked
package dev.assay.detect.secret;

import org.jspecify.annotations.NullMarked;
