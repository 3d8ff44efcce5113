package dev.assay.engine;

import dev.assay.model.Candidate;
import dev.assay.model.Place;
import dev.assay.model.Severity;
import java.util.List;

/**
 * A candidate that was judged at a path and won.
 *
 * @param severity after context
 * @param evidence the candidate's, what it won against, and context
 * @param fingerprint its finding's identity
 */
record Placed(
    Candidate candidate,
    Severity severity,
    List<String> evidence,
    Place place,
    String fingerprint) {}
