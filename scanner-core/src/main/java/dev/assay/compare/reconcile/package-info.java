/**
 * Holds the files of an artifact against those of the commit that it is said to be made from, and
 * explains each of them: the same, changed, made by the build, or there without an explanation.
 */
@NullMarked
package dev.assay.compare.reconcile;

import org.jspecify.annotations.NullMarked;
