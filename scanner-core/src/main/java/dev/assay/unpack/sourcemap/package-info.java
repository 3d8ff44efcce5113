/**
 * Reads source maps (ECMA-426) of any size as a stream: where the texts of their sources stand,
 * what they are called, and what their names give away.
 */
@NullMarked
package dev.assay.unpack.sourcemap;

import org.jspecify.annotations.NullMarked;
