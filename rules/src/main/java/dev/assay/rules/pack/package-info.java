/** The built-in rules, as every scan loads them. */
@NullMarked
package dev.assay.rules.pack;

import org.jspecify.annotations.NullMarked;
