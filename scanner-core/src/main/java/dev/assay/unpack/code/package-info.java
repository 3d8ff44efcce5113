/**
 * Readers of compiled files: what text is in them, written as source would have it, so that rules
 * see names beside their values.
 */
@NullMarked
package dev.assay.unpack.code;

import org.jspecify.annotations.NullMarked;
