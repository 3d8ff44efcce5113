package dev.assay.model;

/**
 * Why a finding does not count.
 *
 * @param kind {@code inSource} or {@code external}, as SARIF names them
 * @param reason in the words of whoever allowed it; may be empty
 */
public record Suppression(String kind, String reason) {}
