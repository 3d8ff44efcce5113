/** Files and folders of the file system as a source: what is walked, what is left out, and why. */
@NullMarked
package dev.assay.source.folder;

import org.jspecify.annotations.NullMarked;
