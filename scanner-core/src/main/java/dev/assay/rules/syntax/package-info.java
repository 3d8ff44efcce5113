/**
 * The pattern language of rules: parsed into a small tree over bytes, from which come the pattern
 * for {@code java.util.regex} and the proof of where its anchors stand.
 */
@NullMarked
package dev.assay.rules.syntax;

import org.jspecify.annotations.NullMarked;
