package dev.assay.benchmarks.recall;

/**
 * One secret that stands in a file.
 *
 * @param group what it is counted under
 * @param path of the file, relative to the planted tree
 * @param line 1-based; 0 if any finding in the file will do
 * @param what says which one it is, never the secret
 */
record Planted(String group, String path, int line, String what) {}
