/**
 * YAML with places: documents are composed to nodes within limits, and read key by key, so that
 * every fault names its file, line and column, and all faults of a file are told at once. Nothing
 * is ever constructed from a tag.
 */
@NullMarked
package dev.assay.rules.yaml;

import org.jspecify.annotations.NullMarked;
