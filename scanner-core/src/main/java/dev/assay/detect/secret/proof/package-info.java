/**
 * What can be proved of a secret offline: that it decodes as what it claims to be, that its
 * checksum holds, that it was published. One line of {@link dev.assay.detect.secret.proof.Proofs}
 * and one of {@link dev.assay.rules.ProofNames} a proof.
 */
@NullMarked
package dev.assay.detect.secret.proof;

import org.jspecify.annotations.NullMarked;
