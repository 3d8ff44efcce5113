/**
 * What the documents in a container image say: JSON in bounded memory, and an image's configuration
 * as the text of a Dockerfile.
 */
@NullMarked
package dev.assay.unpack.image;

import org.jspecify.annotations.NullMarked;
