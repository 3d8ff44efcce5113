/**
 * Packages by name, their files, and the settings that say where a user keeps them: what caches and
 * registries share. Reads files of settings and nothing else.
 */
@NullMarked
package dev.assay.source.artifact;

import org.jspecify.annotations.NullMarked;
