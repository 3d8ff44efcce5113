/** Compiles the rule files into the pack that the engine loads. */
@NullMarked
package dev.assay.rules.compile;

import org.jspecify.annotations.NullMarked;
