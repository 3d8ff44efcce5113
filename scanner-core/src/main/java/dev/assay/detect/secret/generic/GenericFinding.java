package dev.assay.detect.secret.generic;

/**
 * A generic credential in a window; all figures but the rule are indexes into its array.
 *
 * @param rule index of the rule
 * @param start first byte of its name
 * @param secretStart first byte of the value
 * @param secretEnd one past its last byte
 * @param judgement what is believed of it
 */
public record GenericFinding(
    int rule, int start, int secretStart, int secretEnd, Judgement judgement) {}
