/**
 * Package kinds, and readers of manifests and lockfiles: from bytes to what they claim. Readers see
 * one file each, judge nothing and open nothing.
 */
@NullMarked
package dev.assay.ecosystem;

import org.jspecify.annotations.NullMarked;
