/**
 * Weighs credentials that have no shape of their own: reads the name around a stem and the value
 * after it in the notations where real ones stand, throws out what can't be one, and adds up named
 * weights. Nothing here looks at a path; time is linear in the text.
 */
@NullMarked
package dev.assay.detect.secret.generic;

import org.jspecify.annotations.NullMarked;
