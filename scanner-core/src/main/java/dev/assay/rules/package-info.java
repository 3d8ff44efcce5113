/** Rules as data: what they say, how they are read, checked and stored. */
@NullMarked
package dev.assay.rules;

import org.jspecify.annotations.NullMarked;
