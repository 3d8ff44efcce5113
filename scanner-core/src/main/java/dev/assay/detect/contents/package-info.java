/** Tells the files of an artifact one by one, for whoever compares it with something. */
@NullMarked
package dev.assay.detect.contents;

import org.jspecify.annotations.NullMarked;
