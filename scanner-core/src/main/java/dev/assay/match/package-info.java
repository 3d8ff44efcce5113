/**
 * The matching engine: one automaton over all literals of all rules, and at each hit the cheapest
 * test that can refuse it. Nothing here knows what a secret is.
 */
@NullMarked
package dev.assay.match;

import org.jspecify.annotations.NullMarked;
