/** Says which packages lie in what is scanned, by their manifests. */
@NullMarked
package dev.assay.detect.component;

import org.jspecify.annotations.NullMarked;
