/**
 * Compares what an artifact holds with what it may hold: with its content lock, or with the
 * artifact that came before.
 */
@NullMarked
package dev.assay.compare;

import org.jspecify.annotations.NullMarked;
