/**
 * Claims of digests, read from lockfiles and checksum files, and compared with the files that they
 * are about.
 */
@NullMarked
package dev.assay.detect.checksum;

import org.jspecify.annotations.NullMarked;
