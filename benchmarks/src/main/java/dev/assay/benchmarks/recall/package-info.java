/** Measures what is found of a set of secrets that it plants itself. */
@NullMarked
package dev.assay.benchmarks.recall;

import org.jspecify.annotations.NullMarked;
