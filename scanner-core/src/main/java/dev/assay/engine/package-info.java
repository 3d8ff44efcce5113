/**
 * The only entry point: walks sources through unpackers and detectors on worker threads, places
 * what they find, and sorts it into a result.
 */
@NullMarked
package dev.assay.engine;

import org.jspecify.annotations.NullMarked;
