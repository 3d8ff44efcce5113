package dev.assay.model;

/**
 * The commit that a content is attributed to.
 *
 * @param id full hexadecimal object id
 * @param author {@code Name <email>} as the commit has it
 * @param epochSeconds author date, seconds since 1970-01-01T00:00:00Z
 */
public record CommitInfo(String id, String author, long epochSeconds) {}
