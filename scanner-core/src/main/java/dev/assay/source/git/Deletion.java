package dev.assay.source.git;

/**
 * A path that a commit, or the index, doesn't have any more.
 *
 * @param path as text
 * @param id what the parent has there
 */
record Deletion(String path, String id) {}
