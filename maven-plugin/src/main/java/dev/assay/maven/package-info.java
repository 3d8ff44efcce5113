/** The Maven goals: they map parameters to a scan and its outcome to a build result. */
@NullMarked
package dev.assay.maven;

import org.jspecify.annotations.NullMarked;
