/**
 * The vocabulary that every part of Assay shares: contents and where they come from, what detectors
 * observe, what becomes of it. Immutable values without behaviour of any stage; imports nothing.
 */
@NullMarked
package dev.assay.model;

import org.jspecify.annotations.NullMarked;
