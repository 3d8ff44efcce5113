/** Judges files by their paths: key files, keystores, dumps and the like. */
@NullMarked
package dev.assay.detect.file;

import org.jspecify.annotations.NullMarked;
