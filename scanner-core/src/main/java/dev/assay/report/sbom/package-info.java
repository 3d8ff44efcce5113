/**
 * Bills of materials in the formats of others: CycloneDX 1.6 and SPDX 2.3 and 3.0.1. {@link
 * dev.assay.report.sbom.BillFacts} makes of a scan's bill what each of them can say, and fit for
 * all of them; the other classes put that into the libraries' words.
 */
@NullMarked
package dev.assay.report.sbom;

import org.jspecify.annotations.NullMarked;
