package dev.assay.model;

/** What a detector says about one content, or an unpacker about several. */
public sealed interface Observation
    permits Candidate,
        Pin,
        FileDigest,
        PackageIdentity,
        ImageLayer,
        SourceMapFacts,
        ArtifactFile,
        ShippedFile,
        ShippedSource,
        LockedPackage,
        LicenceText,
        LicenceSign,
        IntegrityFault {}
