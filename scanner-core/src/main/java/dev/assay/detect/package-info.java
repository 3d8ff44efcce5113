/**
 * What every detector and correlator implements; the detectors themselves stand in packages below.
 */
@NullMarked
package dev.assay.detect;

import org.jspecify.annotations.NullMarked;
