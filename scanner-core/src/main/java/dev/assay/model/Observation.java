package dev.assay.model;

/** What a detector says about one content. */
public sealed interface Observation
    permits Candidate, Pin, FileDigest, Component, PackageIdentity {}
