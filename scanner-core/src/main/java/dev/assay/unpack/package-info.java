/**
 * One class a container format: recognises it by its bytes and pushes what is inside as contents.
 */
@NullMarked
package dev.assay.unpack;

import org.jspecify.annotations.NullMarked;
