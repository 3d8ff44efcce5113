/** JMH benchmarks of the engine. */
@NullMarked
package dev.assay.benchmarks;

import org.jspecify.annotations.NullMarked;
